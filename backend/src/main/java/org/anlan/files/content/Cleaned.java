package org.anlan.files.content;

import java.util.List;

/**
 * A file ready to be kept.
 *
 * @param width pixels, null for sound
 * @param thumbnail JPEG of at most 512 pixels a side; null for sound
 * @param exifPosition [longitude, latitude] or null
 */
public record Cleaned(
        FileType type,
        byte[] bytes,
        Integer width,
        Integer height,
        Double durationSeconds,
        byte[] thumbnail,
        List<Double> exifPosition) {}
