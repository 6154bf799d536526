package org.anlan.files.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifDirectoryBase;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FileCleanerTest {

    private final FileCleaner cleaner = new FileCleaner(new ContentDetector());

    private Problem refusal(byte[] bytes, String declared) {
        return catchThrowableOfType(PictureException.class, () -> cleaner.clean(bytes, declared))
                .problem();
    }

    private static BufferedImage image(byte[] bytes) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    private static Color colour(BufferedImage image, double x, double y) {
        return new Color(image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight())));
    }

    private static void assertNear(Color colour, Color expected) {
        assertThat(Math.abs(colour.getRed() - expected.getRed())
                        + Math.abs(colour.getGreen() - expected.getGreen())
                        + Math.abs(colour.getBlue() - expected.getBlue()))
                .as(colour + " is near " + expected)
                .isLessThan(60);
    }

    @Test
    void the_position_is_offered_and_nothing_of_the_exif_is_kept() throws Exception {
        byte[] sent = Samples.jpegWithExif(320, 240, 1);
        assertThat(new String(sent, StandardCharsets.ISO_8859_1)).contains("Exif", "SecretPhone");
        Cleaned cleaned = cleaner.clean(sent, "image/jpeg");
        assertThat(cleaned.exifPosition()).isEqualTo(List.of(114.5, 35.675));
        for (byte[] kept : List.of(cleaned.bytes(), cleaned.thumbnail())) {
            assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "SecretPhone");
            assertThat(ImageMetadataReader.readMetadata(new ByteArrayInputStream(kept))
                            .getDirectoriesOfType(ExifDirectoryBase.class))
                    .isEmpty();
        }
    }

    /** Where the green corner of the stored picture is seen: EXIF 2.32, tag 0x0112. */
    @ParameterizedTest
    @CsvSource({
        "1, 320, 240, 0.2, 0.1", "2, 320, 240, 0.8, 0.1", "3, 320, 240, 0.8, 0.9", "4, 320, 240, 0.2, 0.9",
        "5, 240, 320, 0.1, 0.2", "6, 240, 320, 0.9, 0.2", "7, 240, 320, 0.9, 0.8", "8, 240, 320, 0.1, 0.8",
    })
    void a_photo_is_turned_as_the_camera_was_held(int orientation, int width, int height, double x, double y)
            throws IOException {
        Cleaned cleaned = cleaner.clean(Samples.jpegWithExif(320, 240, orientation), "image/jpeg");
        assertThat(List.of(cleaned.width(), cleaned.height())).containsExactly(width, height);
        BufferedImage upright = image(cleaned.bytes());
        assertNear(colour(upright, x, y), Color.GREEN);
        assertNear(colour(upright, 1 - x, 1 - y), Color.BLUE);
    }

    @Test
    void a_webp_becomes_a_jpeg_and_a_png_keeps_its_transparency() throws IOException {
        Cleaned webp = cleaner.clean(Samples.recorded("canvas.webp"), "image/webp");
        assertThat(webp.type()).isEqualTo(FileType.JPEG);
        assertThat(List.of(webp.width(), webp.height())).containsExactly(64, 48);
        assertNear(colour(image(webp.bytes()), 0.25, 0.5), Color.RED);
        assertNear(colour(image(webp.bytes()), 0.75, 0.5), Color.BLUE);
        BufferedImage clear = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
        Cleaned png = cleaner.clean(Samples.encoded(clear, "png"), "image/png");
        assertThat(png.type()).isEqualTo(FileType.PNG);
        assertThat(image(png.bytes()).getRGB(5, 5) >>> 24).isZero();
        assertNear(colour(image(png.thumbnail()), 0.5, 0.5), Color.WHITE);
    }

    @Test
    void a_large_photo_is_kept_at_4096_pixels_and_its_thumbnail_at_512() throws IOException {
        Cleaned cleaned = cleaner.clean(Samples.jpeg(9000, 3000), "image/jpeg");
        assertThat(List.of(cleaned.width(), cleaned.height())).containsExactly(4096, 1365);
        BufferedImage thumbnail = image(cleaned.thumbnail());
        assertThat(List.of(thumbnail.getWidth(), thumbnail.getHeight())).containsExactly(512, 171);
        BufferedImage small = image(cleaner.clean(Samples.jpeg(100, 50), null).thumbnail());
        assertThat(List.of(small.getWidth(), small.getHeight())).containsExactly(100, 50);
    }

    @Test
    void the_same_photo_gives_the_same_bytes() {
        byte[] photo = Samples.jpegWithExif(200, 100, 6);
        assertThat(cleaner.clean(photo, null).bytes())
                .isEqualTo(cleaner.clean(photo.clone(), "image/jpeg").bytes());
    }

    @Test
    void a_picture_that_claims_too_many_pixels_is_refused_by_its_header() {
        Problem problem = refusal(Samples.pngClaiming(20_000, 20_000), "image/png");
        assertThat(problem.code()).isEqualTo("too-many-pixels");
        assertThat(problem.errors().get(0).value()).isEqualTo("20000×20000");
    }

    static Stream<Arguments> sounds() {
        return Stream.of(
                Arguments.of(Samples.recorded("voice.webm"), "audio/webm;codecs=opus", FileType.WEBM, null),
                Arguments.of(Samples.recorded("voice.m4a"), "audio/mp4", FileType.MP4, 0.62),
                Arguments.of(Samples.wav(2.5), "audio/x-wav", FileType.WAV, 2.5),
                Arguments.of(Samples.ogg(72_000), "audio/ogg", FileType.OGG, 1.5),
                Arguments.of(Samples.aac(), "audio/aac", FileType.AAC, null));
    }

    @ParameterizedTest
    @MethodSource("sounds")
    void a_voice_note_is_taken_as_it_is(byte[] bytes, String declared, FileType type, Double seconds) {
        Cleaned cleaned = cleaner.clean(bytes, declared);
        assertThat(cleaned.type()).isEqualTo(type);
        assertThat(cleaned.durationSeconds()).isEqualTo(seconds);
        assertThat(cleaned.width()).isNull();
        assertThat(cleaned.thumbnail()).isNull();
        assertThat(cleaner.clean(bytes, null).type()).as("undeclared").isEqualTo(type);
    }

    @Test
    void the_place_in_a_recording_is_blotted_out_without_moving_a_byte() {
        byte[] voice = Samples.recorded("voice.m4a");
        String text = new String(voice, StandardCharsets.ISO_8859_1);
        int moov = text.indexOf("moov") - 4;
        byte[] place = "\0\0\0\34udta\0\0\0\24\251xyz+35.6+114.5".getBytes(StandardCharsets.ISO_8859_1);
        place[3] = (byte) place.length;
        byte[] sent = new byte[voice.length + place.length];
        System.arraycopy(place, 0, sent, 0, 0);
        System.arraycopy(voice, 0, sent, 0, moov);
        System.arraycopy(place, 0, sent, moov, place.length);
        System.arraycopy(voice, moov, sent, moov + place.length, voice.length - moov);
        byte[] kept = cleaner.clean(sent, "audio/mp4").bytes();
        assertThat(kept).hasSameSizeAs(sent);
        assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                .doesNotContain("xyz", "+35.6")
                .contains("free");
    }

    static Stream<Arguments> refusals() {
        byte[] jpeg = Samples.jpeg(40, 30);
        byte[] broken = Arrays.copyOf(Samples.encoded(Samples.picture(300, 300), "png"), 200);
        return Stream.of(
                Arguments.of("HEIC", Samples.heic(), "image/heic", 415, "file-type", "image/heic"),
                Arguments.of("a lie", jpeg, "image/png", 422, "type-mismatch", "image/png"),
                Arguments.of("a sound that is a photo", jpeg, "audio/webm", 422, "type-mismatch", "audio/webm"),
                Arguments.of("a page", "<html><script>".getBytes(), "image/jpeg", 415, "file-type", "text/html"),
                Arguments.of("a program", new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1}, null, 415, "file-type", null),
                Arguments.of("a video", Samples.recorded("video.webm"), null, 415, "file-type", "video/webm"),
                Arguments.of("half a picture", broken, "image/png", 422, "file-unreadable", null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void what_is_not_taken_is_refused_with_what_it_is(
            String what, byte[] bytes, String declared, int status, String code, String value) {
        Problem problem = refusal(bytes, declared);
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
        if (value != null) {
            assertThat(problem.errors().get(0).value()).isEqualTo(value);
        }
    }

    @Test
    void a_mismatch_names_both_types() {
        String said = refusal(Samples.jpeg(40, 30), "image/png").detail().en();
        assertThat(said).contains("image/png", "image/jpeg");
    }

    @Test
    void damaged_files_are_refused_and_never_fail_otherwise() {
        Random random = new Random(20210722);
        List<byte[]> whole = List.of(
                Samples.jpegWithExif(120, 90, 6),
                Samples.encoded(Samples.picture(120, 90), "png"),
                Samples.recorded("canvas.webp"),
                Samples.recorded("voice.m4a"),
                Samples.wav(0.1),
                Samples.ogg(4800));
        for (int round = 0; round < 600; round++) {
            byte[] bytes = whole.get(round % whole.size()).clone();
            for (int hit = 0; hit < 1 + random.nextInt(20); hit++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(bytes, bytes.length - random.nextInt(bytes.length / 2));
            try {
                cleaner.clean(cut, null);
            } catch (PictureException refused) {
                assertThat(refused.problem().status())
                        .as("seed 20210722, round " + round)
                        .isIn(413, 415, 422);
            }
        }
    }
}
