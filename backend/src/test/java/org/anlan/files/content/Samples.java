package org.anlan.files.content;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Files as phones make them, written byte by byte where no library writes them. */
public final class Samples {

    private Samples() {}

    /** Recorded in a browser; see the README beside them. */
    public static byte[] recorded(String name) {
        try (InputStream input = Samples.class.getResourceAsStream("/files/" + name)) {
            return input.readAllBytes();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Left half red, right half blue; the top quarter of the red half green. */
    public static BufferedImage picture(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.setColor(Color.GREEN);
        graphics.fillRect(0, 0, width / 2, height / 4);
        graphics.dispose();
        return image;
    }

    public static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return bytes.toByteArray();
    }

    public static byte[] jpeg(int width, int height) {
        return encoded(picture(width, height), "jpg");
    }

    /** As a phone writes it: with orientation, maker's name, and the place 114°30′0″ E 35°40′30″ N. */
    public static byte[] jpegWithExif(int width, int height, int orientation) {
        byte[] plain = jpeg(width, height);
        byte[] exif = exif(orientation);
        ByteBuffer file = ByteBuffer.allocate(plain.length + exif.length + 4);
        file.put(plain, 0, 2);
        file.putShort((short) 0xFFE1).putShort((short) (exif.length + 2)).put(exif);
        file.put(plain, 2, plain.length - 2);
        return file.array();
    }

    private static byte[] exif(int orientation) {
        byte[] head = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
        byte[] tiff = tiff(orientation);
        return ByteBuffer.allocate(head.length + tiff.length)
                .put(head)
                .put(tiff)
                .array();
    }

    /** The same as PNG and WebP hold it. */
    public static byte[] tiff(int orientation) {
        ByteBuffer tiff = ByteBuffer.allocate(240).order(ByteOrder.BIG_ENDIAN);
        tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        tiff.putShort((short) 3);
        entry(tiff, 0x010F, 2, 12, 120); // Make
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        entry(tiff, 0x8825, 4, 1, 50); // GPS directory
        tiff.putInt(0);
        tiff.position(50);
        tiff.putShort((short) 4);
        tiff.putShort((short) 1).putShort((short) 2).putInt(2).put((byte) 'N').put(new byte[3]);
        entry(tiff, 2, 5, 3, 140);
        tiff.putShort((short) 3).putShort((short) 2).putInt(2).put((byte) 'E').put(new byte[3]);
        entry(tiff, 4, 5, 3, 164);
        tiff.putInt(0);
        tiff.position(120);
        tiff.put("SecretPhone\0".getBytes(StandardCharsets.US_ASCII));
        tiff.position(140);
        degrees(tiff, 35, 40, 30);
        degrees(tiff, 114, 30, 0);
        return tiff.array();
    }

    /** A PNG with one more chunk behind its header. */
    public static byte[] pngWith(byte[] png, String type, byte[] content) {
        int header = 8 + 25;
        ByteBuffer file = ByteBuffer.allocate(png.length + 12 + content.length);
        file.put(png, 0, header).put(pngChunk(type, content));
        return file.put(png, header, png.length - header).array();
    }

    static byte[] pngChunk(String type, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + content.length);
        chunk.putInt(content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + content.length);
        return chunk.putInt((int) crc.getValue()).array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static void degrees(ByteBuffer tiff, int degrees, int minutes, int seconds) {
        tiff.putInt(degrees).putInt(1).putInt(minutes).putInt(1).putInt(seconds).putInt(1);
    }

    /** A PNG of a few bytes whose header claims this size. */
    public static byte[] pngClaiming(int width, int height) {
        byte[] png = encoded(picture(8, 8), "png");
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        return png;
    }

    /** 16 bit mono at 8 kHz. */
    public static byte[] wav(double seconds) {
        int data = (int) (seconds * 16_000);
        ByteBuffer wav = ByteBuffer.allocate(44 + data).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + data);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(16_000);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data);
        return wav.array();
    }

    /** Two pages: the Opus header, and an end at so many samples of 48 kHz. */
    public static byte[] ogg(long samples) {
        ByteBuffer ogg = ByteBuffer.allocate(28 + 19 + 28 + 4).order(ByteOrder.LITTLE_ENDIAN);
        page(ogg, 2, 0, 19).put("OpusHead".getBytes(StandardCharsets.US_ASCII)).put(new byte[11]);
        page(ogg, 4, samples, 4).put(new byte[4]);
        return ogg.array();
    }

    private static ByteBuffer page(ByteBuffer ogg, int flags, long granule, int length) {
        ogg.put("OggS".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) flags);
        ogg.putLong(granule).putInt(1).putInt(0).putInt(0).put((byte) 1).put((byte) length);
        return ogg;
    }

    /** ADTS frames of silence. */
    public static byte[] aac() {
        byte[] frame = {(byte) 0xFF, (byte) 0xF1, 0x50, (byte) 0x80, 0x01, 0x3F, (byte) 0xFC, 0x21, 0x00};
        ByteBuffer aac = ByteBuffer.allocate(frame.length * 20);
        while (aac.hasRemaining()) {
            aac.put(frame);
        }
        return aac.array();
    }

    public static byte[] heic() {
        return ByteBuffer.allocate(64)
                .putInt(24)
                .put("ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
