package org.anlan.files;

import java.util.List;
import java.util.Objects;

/**
 * A file as it is kept, cleaned; what was uploaded may have been larger and of another type.
 *
 * @param hash SHA-256 of the kept bytes, 64 hexadecimal digits
 * @param type e.g. image/jpeg, audio/webm
 * @param size bytes
 * @param width pixels as shown, or null for sound
 * @param height pixels as shown, or null for sound
 * @param durationSeconds of sound; null when the file does not say
 * @param exifPosition [longitude, latitude] that the camera wrote, WGS 84 degrees, or null. Offered, not trusted:
 *     it is gone from the kept bytes
 */
public record StoredFile(
        String hash,
        String type,
        long size,
        Integer width,
        Integer height,
        Double durationSeconds,
        List<Double> exifPosition) {

    public StoredFile {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(type, "type");
        exifPosition = exifPosition == null ? null : List.copyOf(exifPosition);
        if (exifPosition != null && exifPosition.size() != 2) {
            throw new IllegalArgumentException("a position is longitude and latitude");
        }
    }

    public boolean isImage() {
        return type.startsWith("image/");
    }
}
