package org.anlan.files.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Small files that would fill the memory of who believes them; the server ends when its memory is full. */
class ImageBombTest {

    private static final int MIB = 1024 * 1024;
    private static final int ENOUGH = 150 * MIB;

    private final FileCleaner cleaner = new FileCleaner(new ContentDetector());

    /** Packed zeros; the sum at the end is missing, which is found out by whoever has unpacked all of it. */
    private static byte[] packed(String head, int mebibytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        byte[] zeros = new byte[MIB];
        byte[] piece = new byte[MIB];
        for (int n = 0; n < Math.min(2, mebibytes); n++) {
            deflater.setInput(zeros);
            int length = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
            for (int again = 0; again < (n == 0 ? 1 : mebibytes - 1); again++) {
                packed.write(piece, 0, length);
            }
        }
        deflater.end();
        return packed.toByteArray();
    }

    private static byte[] webp(byte[]... chunks) {
        ByteArrayOutputStream riff = new ByteArrayOutputStream();
        riff.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
        List.of(chunks).forEach(riff::writeBytes);
        return chunk("RIFF", riff.toByteArray());
    }

    private static byte[] chunk(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length + (content.length & 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .putInt(content.length)
                .put(content)
                .array();
    }

    /** What a file holds behind its RIFF header: 64 × 48 pixels. */
    private static byte[] webpPicture() {
        byte[] file = Samples.recorded("canvas.webp");
        return ByteBuffer.allocate(file.length - 12)
                .put(file, 12, file.length - 12)
                .array();
    }

    private static byte[] canvas(int flags, int width, int height) {
        ByteBuffer canvas =
                ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putInt(flags);
        canvas.put((byte) (width - 1)).put((byte) (width - 1 >> 8)).put((byte) 0);
        canvas.put((byte) (height - 1)).put((byte) (height - 1 >> 8)).put((byte) 0);
        return chunk("VP8X", canvas.array());
    }

    private static byte[] profileClaiming(int bytes) {
        ByteBuffer profile = ByteBuffer.allocate(256).putInt(bytes);
        return profile.put(36, "acsp".getBytes(StandardCharsets.US_ASCII)).array();
    }

    private static byte[] jpegWith(byte[] segment) {
        byte[] plain = Samples.jpeg(64, 48);
        ByteBuffer file = ByteBuffer.allocate(plain.length + segment.length + 4);
        file.put(plain, 0, 2).putShort((short) 0xFFE1).putShort((short) (segment.length + 2));
        return file.put(segment).put(plain, 2, plain.length - 2).array();
    }

    /** A part of an extended XMP whose whole is said to have so many bytes. */
    private static byte[] xmpClaiming(int bytes) {
        byte[] text = ("http://ns.adobe.com/xmp/extension/\0" + "0123456789ABCDEF".repeat(2))
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(text.length + 18)
                .put(text)
                .putInt(bytes)
                .putInt(0)
                .array();
    }

    /** Thousands of tags that all lie over the same bytes. */
    private static byte[] manyTags() {
        int tags = 5_000;
        ByteBuffer exif = ByteBuffer.allocate(65_000).put("Exif\0\0MM\0\52".getBytes(StandardCharsets.US_ASCII));
        exif.putInt(8).putShort((short) tags);
        for (int tag = 0; tag < tags; tag++) {
            exif.putShort((short) (0xA500 + tag))
                    .putShort((short) 5)
                    .putInt(8_000)
                    .putInt(10);
        }
        return exif.array();
    }

    static Stream<Arguments> bombs() {
        byte[] png = Samples.encoded(Samples.picture(64, 48), "png");
        byte[] palette = Samples.encoded(new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_INDEXED), "png");
        byte[] text = packed("Comment\0\0", 4_000);
        byte[] longText = packed("Comment\0\1\0\0\0", 4_000);
        byte[] profile = packed("ICC\0\0", 4_000);
        return Stream.of(
                Arguments.of("zTXt", Samples.pngWith(png, "zTXt", text)),
                Arguments.of("iTXt", Samples.pngWith(png, "iTXt", longText)),
                Arguments.of("iCCP", Samples.pngWith(png, "iCCP", profile)),
                Arguments.of("palette with zTXt", Samples.pngWith(palette, "zTXt", text)),
                Arguments.of("palette with iTXt", Samples.pngWith(palette, "iTXt", longText)),
                Arguments.of("palette with iCCP", Samples.pngWith(palette, "iCCP", profile)),
                Arguments.of("extended XMP", jpegWith(xmpClaiming(2_000_000_000))),
                Arguments.of("many tags", jpegWith(manyTags())),
                Arguments.of(
                        "profile of a WebP",
                        webp(canvas(0x20, 64, 48), chunk("ICCP", profileClaiming(2_000_000_000)), webpPicture())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void what_lies_beside_the_pixels_is_never_unpacked_and_the_picture_is_kept(String what, byte[] bomb) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThat(bomb.length).isLessThan((int) FileType.LARGEST_IMAGE);
        long before = threads.getCurrentThreadAllocatedBytes();
        Cleaned cleaned = cleaner.clean(bomb, null);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(ENOUGH);
        assertThat(List.of(cleaned.width(), cleaned.height())).containsExactly(64, 48);
    }

    @Test
    void a_png_of_sixteen_bits_is_decoded_smaller_rather_than_with_twice_the_memory() {
        int width = 6_500;
        int height = 5_000;
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {16, 6, 0, 0, 0});
        byte[] rows = packed("", (int) (((long) width * 8 + 1) * height / MIB) + 1);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        png.writeBytes(Samples.pngChunk("IHDR", header.array()));
        png.writeBytes(Samples.pngChunk("IDAT", rows));
        png.writeBytes(Samples.pngChunk("IEND", new byte[0]));
        Cleaned cleaned = cleaner.clean(png.toByteArray(), "image/png");
        assertThat(List.of(cleaned.width(), cleaned.height())).containsExactly(width / 2, height / 2);
    }

    @ParameterizedTest
    @CsvSource({"20000, 20000", "60000000, 1", "1, 60000000", "2147483647, 2147483647"})
    void a_size_that_no_camera_has_is_refused_before_a_row_is_decoded(int width, int height) {
        assertThat(refusal(Samples.pngClaiming(width, height)).code()).isEqualTo("too-many-pixels");
    }

    @Test
    void a_webp_has_the_size_of_its_picture_whatever_its_canvas_claims() {
        Cleaned cleaned = cleaner.clean(webp(canvas(0, 1, 1), webpPicture()), "image/webp");
        assertThat(List.of(cleaned.width(), cleaned.height())).containsExactly(64, 48);
    }

    static Stream<Arguments> refused() {
        byte[] scans = ByteBuffer.allocate(2 * 200)
                .put("\u00FF\u00DA".repeat(200).getBytes(StandardCharsets.ISO_8859_1))
                .array();
        byte[] lossless = {0x2F, 63, 0, 12, 0, 0};
        return Stream.of(
                Arguments.of("a JPEG of endless scans", jpegWith(scans), "file-unreadable"),
                Arguments.of(
                        "an animation",
                        webp(canvas(0x02, 64, 48), chunk("ANIM", new byte[6]), chunk("ANMF", webpPicture())),
                        "file-type"),
                Arguments.of("a lossless WebP", webp(chunk("VP8L", lossless)), "file-type"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void what_may_cost_any_memory_or_time_is_refused_unread(String what, byte[] bytes, String code) {
        assertThat(refusal(bytes).code()).isEqualTo(code);
    }

    @Test
    void orientation_and_position_are_read_from_every_type() {
        byte[] tiff = Samples.tiff(6);
        byte[] png = Samples.encoded(Samples.picture(64, 48), "png");
        for (byte[] photo : List.of(
                Samples.jpegWithExif(64, 48, 6),
                Samples.pngWith(png, "eXIf", tiff),
                webp(canvas(0x08, 64, 48), webpPicture(), chunk("EXIF", tiff)))) {
            Cleaned cleaned = cleaner.clean(photo, null);
            assertThat(cleaned.exifPosition()).isEqualTo(List.of(114.5, 35.675));
            assertThat(List.of(cleaned.width(), cleaned.height())).containsExactly(48, 64);
        }
    }

    private Problem refusal(byte[] bytes) {
        return catchThrowableOfType(PictureException.class, () -> cleaner.clean(bytes, null))
                .problem();
    }
}
