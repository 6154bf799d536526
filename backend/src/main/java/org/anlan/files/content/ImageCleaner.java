package org.anlan.files.content;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.coobird.thumbnailator.Thumbnails;
import org.anlan.picture.PictureException;

/**
 * Makes of an uploaded image a new one that holds the pixels, turned upright, and nothing else: no EXIF, no colour
 * profile, no text, no bytes after the end. JPEG stays JPEG, PNG stays PNG, WebP becomes JPEG.
 */
final class ImageCleaner {

    /** Checked in the header, before anything is decoded: a few bytes may claim a picture that fills the memory. */
    static final long MOST_PIXELS = 60_000_000;

    /** Pixels; what a JPEG can have. Readers of PNG keep a few whole rows. */
    static final int LONGEST_SIDE_SENT = 65_535;

    /** Of a decoded picture, as an ordinary one of {@link #MOST_PIXELS} has; a PNG of 16 bits has twice as many. */
    private static final long MOST_BYTES = 4 * MOST_PIXELS;

    /** Longest side that is kept, pixels. */
    static final int LONGEST_SIDE = 4096;

    static final int THUMBNAIL_SIDE = 512;

    private static final float QUALITY = 0.88f;
    private static final double THUMBNAIL_QUALITY = 0.8;

    private ImageCleaner() {}

    /** @throws PictureException 422 file-unreadable, too-many-pixels */
    static Cleaned clean(byte[] bytes, FileType type) {
        try {
            ImageParts parts = ImageParts.of(bytes, type);
            Exif exif = Exif.read(parts.exif());
            BufferedImage decoded = decode(parts.picture(), type);
            boolean transparent =
                    type != FileType.JPEG && decoded.getColorModel().hasAlpha();
            BufferedImage upright = upright(decoded, exif.orientation(), transparent && type == FileType.PNG);
            FileType kept = type == FileType.PNG ? FileType.PNG : FileType.JPEG;
            return new Cleaned(
                    kept,
                    encode(upright, kept),
                    upright.getWidth(),
                    upright.getHeight(),
                    null,
                    thumbnail(upright),
                    exif.position());
        } catch (PictureException refusal) {
            throw refusal;
        } catch (IOException | RuntimeException damaged) { // decoders throw all sorts of the latter
            throw FileProblems.unreadable(damaged.getMessage());
        }
    }

    private static BufferedImage decode(byte[] bytes, FileType type) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type.word());
        if (!readers.hasNext()) {
            throw FileProblems.type(type.word());
        }
        ImageReader reader = readers.next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE_SENT) {
                throw FileProblems.pixels(width, height, MOST_PIXELS, LONGEST_SIDE_SENT);
            }
            ImageReadParam param = reader.getDefaultReadParam();
            int step = step(width, height, reader.getImageTypes(0).next());
            param.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, param);
        } finally {
            reader.dispose();
        }
    }

    /** Each so-many-th pixel of each so-many-th row is decoded. */
    private static int step(int width, int height, ImageTypeSpecifier pixels) {
        int step = Math.max(1, Math.max(width, height) / LONGEST_SIDE);
        int bits = pixels.getColorModel().getPixelSize();
        while ((long) (width / step) * (height / step) * bits / 8 > MOST_BYTES) {
            step++;
        }
        return step;
    }

    /** In sRGB, not larger than kept, turned as the camera was held; transparent parts become white unless kept. */
    private static BufferedImage upright(BufferedImage image, int orientation, boolean transparent) {
        double longest = Math.max(image.getWidth(), image.getHeight());
        double scale = Math.min(1, LONGEST_SIDE / longest);
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        boolean swapped = orientation >= 5;
        BufferedImage result = new BufferedImage(
                swapped ? height : width,
                swapped ? width : height,
                transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = result.createGraphics();
        try {
            if (!transparent) {
                graphics.setColor(Color.WHITE);
                graphics.fillRect(0, 0, result.getWidth(), result.getHeight());
            }
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.transform(turn(orientation, width, height));
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return result;
    }

    /** EXIF 2.32, tag 0x0112: where the first row and column of the stored picture belong. */
    static AffineTransform turn(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static byte[] encode(BufferedImage image, FileType type) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(type.word()).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (type == FileType.JPEG) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(QUALITY);
            }
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] thumbnail(BufferedImage image) throws IOException {
        int side = Math.min(THUMBNAIL_SIDE, Math.max(image.getWidth(), image.getHeight()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Thumbnails.of(image.getColorModel().hasAlpha() ? onWhite(image) : image)
                .size(side, side)
                .outputFormat("jpg")
                .outputQuality(THUMBNAIL_QUALITY)
                .toOutputStream(bytes);
        return bytes.toByteArray();
    }

    private static BufferedImage onWhite(BufferedImage image) {
        BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = result.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return result;
    }
}
