package org.anlan.files.content;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.lang.GeoLocation;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.GpsDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/**
 * What a camera wrote beside the picture that matters here.
 *
 * @param orientation 1 to 8 as EXIF counts them, 1 = as stored
 * @param position [longitude, latitude] WGS 84 degrees, or null
 */
record Exif(int orientation, List<Double> position) {

    static final Exif NONE = new Exif(1, null);

    /** Damaged or absent EXIF is no reason to refuse a photo. */
    static Exif read(byte[] image) {
        try {
            Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(image), image.length);
            return new Exif(orientation(metadata), position(metadata));
        } catch (ImageProcessingException | IOException | RuntimeException damaged) {
            return NONE;
        }
    }

    private static int orientation(Metadata metadata) {
        for (ExifIFD0Directory directory : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
            try {
                if (directory.containsTag(ExifIFD0Directory.TAG_ORIENTATION)) {
                    int value = directory.getInt(ExifIFD0Directory.TAG_ORIENTATION);
                    return value >= 1 && value <= 8 ? value : 1;
                }
            } catch (MetadataException damaged) {
                return 1;
            }
        }
        return 1;
    }

    private static List<Double> position(Metadata metadata) {
        for (GpsDirectory directory : metadata.getDirectoriesOfType(GpsDirectory.class)) {
            GeoLocation place = directory.getGeoLocation();
            if (place != null
                    && !place.isZero()
                    && Math.abs(place.getLatitude()) <= 90
                    && Math.abs(place.getLongitude()) <= 180) {
                return List.of(round(place.getLongitude()), round(place.getLatitude()));
            }
        }
        return null;
    }

    /** To 0.1 m: EXIF writes fractions of seconds. */
    private static double round(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }
}
