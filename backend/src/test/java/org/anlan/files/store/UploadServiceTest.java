package org.anlan.files.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.anlan.files.Receipt;
import org.anlan.files.StoredFile;
import org.anlan.files.UploadRequest;
import org.anlan.files.content.ContentDetector;
import org.anlan.files.content.FileCleaner;
import org.anlan.files.content.FileType;
import org.anlan.files.content.Samples;
import org.anlan.picture.Durability;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Flux;

@ParameterizedClass
@EnumSource
class UploadServiceTest {

    private static final String KEY = "fieldreports/r-1/photos/1";
    private static final long LEAST_FREE = 500L << 20;
    private static final long DAILY = 20L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Parameter
    TestDatabase kind;

    long freeBytes = 10 * LEAST_FREE;
    TestDatabase.Opened database;
    JdbcClient jdbc;
    UploadStore store;
    FileStore files;
    Workers workers;
    UploadService uploads;
    final byte[] photo = noisyPhoto();

    @BeforeEach
    void open() {
        database = kind.open();
        jdbc = JdbcClient.create(database.dataSource());
        store = new UploadStore(jdbc, new TransactionTemplate(new JdbcTransactionManager(database.dataSource())));
        files = new FileStore(jdbc, store);
        workers = new Workers();
        uploads = service(Clock.systemUTC());
    }

    UploadService service(Clock clock) {
        ContentDetector detector = new ContentDetector();
        Durability durability = new Durability(database.dataSource());
        Admission admission = new Admission(store, () -> freeBytes, LEAST_FREE, DAILY);
        return new UploadService(
                store, files, new FileCleaner(detector), detector, durability, admission, workers, clock);
    }

    @AfterEach
    void close() {
        workers.close();
        database.close();
    }

    /** Some 300 kB, so that it has several parts. */
    static byte[] noisyPhoto() {
        Random random = new Random(7);
        var image = Samples.picture(500, 400);
        for (int x = 0; x < 500; x++) {
            for (int y = 100; y < 400; y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return Samples.encoded(image, "png");
    }

    static UploadRequest request(String range, long length) {
        return new UploadRequest("live", KEY, "phone-1", Role.FIELD, "image/png", range, length);
    }

    static Flux<DataBuffer> body(byte[] bytes) {
        List<DataBuffer> buffers = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += 8192) {
            byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 8192));
            buffers.add(DefaultDataBufferFactory.sharedInstance.wrap(piece));
        }
        return Flux.fromIterable(buffers);
    }

    Receipt put(byte[] bytes) {
        return uploads.receive(request(null, bytes.length), body(bytes)).block(PATIENCE);
    }

    Receipt put(int from, int until) {
        byte[] slice = Arrays.copyOfRange(photo, from, until);
        return uploads.receive(
                        request("bytes " + from + "-" + (until - 1) + "/" + photo.length, slice.length), body(slice))
                .block(PATIENCE);
    }

    Receipt progress() {
        return uploads.progress("live", KEY).block(PATIENCE);
    }

    Receipt send(UploadService to, String key, String actor, Role role) {
        byte[] sound = Samples.wav(540);
        UploadRequest request = new UploadRequest("live", key, actor, role, "audio/wav", null, sound.length);
        return to.receive(request, body(sound)).block(PATIENCE);
    }

    static Problem refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(PictureException.class, call).problem();
    }

    long parts() {
        return jdbc.sql("SELECT count(*) FROM upload_part").query(Long.class).single();
    }

    @Test
    void a_whole_photo_is_stored_and_found_by_key_and_hash() {
        assertThat(progress()).isEqualTo(new Receipt(0, null, null));
        Receipt receipt = put(photo);
        assertThat(receipt.isComplete()).isTrue();
        StoredFile file = receipt.file();
        assertThat(file.type()).isEqualTo("image/png");
        assertThat(List.of(file.width(), file.height())).containsExactly(500, 400);
        assertThat(files.findByKey("live", KEY)).contains(file);
        assertThat(files.find("live", file.hash())).contains(file);
        assertThat(files.find("drill-1", file.hash()))
                .as("spaces share nothing")
                .isEmpty();
        assertThat(files.getBytes("live", file.hash())).hasSize((int) file.size());
        assertThat(parts()).isZero();
    }

    @Test
    void slices_go_on_where_the_last_one_ended() {
        assertThat(put(0, 100_000)).isEqualTo(new Receipt(100_000, (long) photo.length, null));
        assertThat(put(100_000, 200_001).received()).isEqualTo(200_001);
        assertThat(progress()).isEqualTo(new Receipt(200_001, (long) photo.length, null));
        Receipt last = put(200_001, photo.length);
        Receipt whole = uploads.receive(
                        new UploadRequest("live", "other", "phone-1", Role.FIELD, null, null, photo.length),
                        body(photo))
                .block(PATIENCE);
        assertThat(last.file().hash()).isEqualTo(whole.file().hash());
        assertThat(jdbc.sql("SELECT count(*) FROM file").query(Long.class).single())
                .as("stored once")
                .isEqualTo(1);
    }

    @Test
    void a_slice_at_the_wrong_offset_is_409_with_what_was_received() {
        put(0, 1000);
        Problem problem = refusal(() -> put(2000, 3000));
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.code()).isEqualTo("offset");
        assertThat(problem.extra()).containsEntry("received", 1000L);
        assertThat(progress().received()).as("nothing was lost by it").isEqualTo(1000);
        assertThat(put(1000, 3000).received()).isEqualTo(3000);
    }

    @Test
    void a_slice_of_an_upload_never_heard_of_starts_at_0() {
        assertThat(refusal(() -> put(2000, 3000)).extra()).containsEntry("received", 0L);
    }

    @Test
    void from_0_an_upload_begins_anew() {
        put(0, 150_000);
        assertThat(put(0, 1000).received()).isEqualTo(1000);
        assertThat(put(photo).isComplete()).isTrue();
    }

    @Test
    void what_came_before_a_broken_connection_is_kept() {
        Flux<DataBuffer> broken =
                body(Arrays.copyOf(photo, 150_000)).concatWith(Flux.error(new IOException("Connection reset by peer")));
        catchThrowableOfType(Exception.class, () -> uploads.receive(request(null, photo.length), broken)
                .block(PATIENCE));
        int kept = (int) progress().received();
        assertThat(kept).as("all but the buffer in flight").isBetween(150_000 - 8192, 150_000);
        assertThat(put(kept, photo.length).isComplete()).isTrue();
    }

    @Test
    void sent_again_after_completion_it_is_the_same_file() {
        StoredFile file = put(photo).file();
        assertThat(put(photo).file()).isEqualTo(file);
        assertThat(put(200_001, photo.length).file()).isEqualTo(file);
        assertThat(progress()).isEqualTo(new Receipt(photo.length, (long) photo.length, file));
        assertThat(refusal(() -> put(Samples.jpeg(10, 10))).code()).isEqualTo("upload-complete");
    }

    @Test
    void a_full_upload_of_a_stopped_server_is_made_good_when_asked() {
        put(0, photo.length - 10);
        UploadRow row = store.find("live", KEY).orElseThrow();
        byte[] rest = Arrays.copyOfRange(photo, photo.length - 10, photo.length);
        store.append(row, row.writer(), row.received(), rest, Instant.now());
        assertThat(progress().isComplete()).isTrue();
    }

    @Test
    void a_wrong_type_is_refused_before_the_rest_is_read() {
        byte[] page = "<html><body>".repeat(20_000).getBytes();
        AtomicInteger read = new AtomicInteger();
        Problem problem = refusal(
                () -> uploads.receive(request(null, page.length), body(page).doOnNext(buffer -> read.incrementAndGet()))
                        .block(PATIENCE));
        assertThat(problem.code()).isEqualTo("file-type");
        assertThat(read.get()).as("of 30 buffers").isLessThan(6);
        assertThat(progress()).isEqualTo(new Receipt(0, null, null));
        assertThat(put(photo).isComplete())
                .as("the key is free for a right one")
                .isTrue();
    }

    @Test
    void a_file_too_large_is_refused_by_its_declared_and_by_its_real_length() {
        Flux<DataBuffer> unread = Flux.error(new AssertionError("the body was read"));
        Problem declared = refusal(() -> uploads.receive(request(null, FileType.LARGEST_IMAGE + 1), unread)
                .block(PATIENCE));
        assertThat(declared.status()).isEqualTo(413);
        assertThat(declared.extra()).containsEntry("limit", FileType.LARGEST_IMAGE);
        UploadRequest sound = new UploadRequest("live", KEY, "phone-1", Role.FIELD, null, null, -1);
        Flux<DataBuffer> endless = Flux.generate(() -> true, (first, sink) -> {
            byte[] piece = first ? Arrays.copyOf(Samples.wav(1), 16_000) : new byte[16_000];
            sink.next(DefaultDataBufferFactory.sharedInstance.wrap(piece));
            return false;
        });
        Problem real = refusal(() -> uploads.receive(sound, endless).block(PATIENCE));
        assertThat(real.extra())
                .as("a sound's limit, though undeclared")
                .containsEntry("limit", FileType.LARGEST_AUDIO);
    }

    @Test
    void a_bad_range_is_refused_with_its_value() {
        for (String range : List.of("bytes 0-9/5", "bytes 5-2/10", "bytes=0-5", "bytes 0-99/200")) {
            Problem problem = refusal(() ->
                    uploads.receive(request(range, 10), body(new byte[10])).block(PATIENCE));
            assertThat(problem.status()).isEqualTo(422);
            assertThat(problem.errors().get(0).value()).isEqualTo(range);
        }
    }

    @Test
    void beyond_its_days_share_a_phone_waits_and_nobody_else_does() {
        send(uploads, "sound/1", "phone-1", Role.FIELD);
        Receipt second = send(uploads, "sound/2", "phone-1", Role.FIELD);
        Problem problem = refusal(() -> send(uploads, "sound/3", "phone-1", Role.FIELD));
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.code()).isEqualTo("budget");
        assertThat(problem.extra()).containsEntry("limit", DAILY).containsEntry("retryAfterSeconds", 3600L);
        assertThat(store.find("live", "sound/3")).isEmpty();
        assertThat(send(uploads, "sound/2", "phone-1", Role.FIELD)).isEqualTo(second);
        assertThat(put(photo).isComplete()).as("what still fits").isTrue();
        assertThat(send(uploads, "sound/3", "phone-2", Role.FIELD).isComplete()).isTrue();
        assertThat(send(uploads, "sound/4", "phone-1", Role.DUTY_OFFICER).isComplete())
                .isTrue();
    }

    @Test
    void a_share_is_free_again_after_a_day_and_what_was_begun_may_be_ended() {
        Instant now = Instant.now();
        send(uploads, "sound/1", "phone-1", Role.FIELD);
        put(0, 1000);
        send(uploads, "sound/2", "phone-1", Role.FIELD);
        assertThat(put(1000, photo.length).isComplete()).isTrue();
        UploadService soon = service(Clock.fixed(now.plus(Duration.ofMinutes(23 * 60 + 30)), ZoneOffset.UTC));
        Object wait = refusal(() -> send(soon, "sound/3", "phone-1", Role.FIELD))
                .extra()
                .get("retryAfterSeconds");
        assertThat((Long) wait).isBetween(1_790L, 1_900L);
        UploadService tomorrow = service(Clock.fixed(now.plus(Duration.ofHours(25)), ZoneOffset.UTC));
        assertThat(send(tomorrow, "sound/3", "phone-1", Role.FIELD).isComplete())
                .isTrue();
    }

    @Test
    void while_the_disk_is_nearly_full_no_file_is_taken_from_anybody_and_what_is_stored_answers() {
        Receipt stored = put(photo);
        freeBytes = LEAST_FREE - 1;
        for (Role role : List.of(Role.FIELD, Role.ADMINISTRATOR)) {
            Problem problem = refusal(() -> send(uploads, "sound/1", "phone-1", role));
            assertThat(problem.status()).isEqualTo(503);
            assertThat(problem.code()).isEqualTo("disk");
        }
        assertThat(put(photo)).isEqualTo(stored);
        freeBytes = LEAST_FREE;
        assertThat(send(uploads, "sound/1", "phone-1", Role.FIELD).isComplete()).isTrue();
    }

    @Test
    void a_request_that_was_overtaken_cannot_mix_its_bytes_in() {
        put(0, 1000);
        UploadRow overtaken = store.find("live", KEY).orElseThrow();
        put(1000, 2000);
        assertThat(store.append(overtaken, overtaken.writer(), 2000, new byte[10], Instant.now()))
                .isFalse();
        assertThat(put(2000, photo.length).isComplete()).isTrue();
    }

    @Test
    void an_upload_abandoned_for_seven_days_is_forgotten_and_a_finished_one_is_not() {
        put(0, 1000);
        StoredFile kept = uploads.receive(
                        new UploadRequest("live", "kept", "phone-1", Role.FIELD, null, null, photo.length), body(photo))
                .block(PATIENCE)
                .file();
        service(Clock.fixed(Instant.now().plus(Duration.ofDays(6)), ZoneOffset.UTC))
                .purge();
        assertThat(progress().received()).isEqualTo(1000);
        service(Clock.fixed(Instant.now().plus(Duration.ofDays(8)), ZoneOffset.UTC))
                .purge();
        assertThat(progress()).isEqualTo(new Receipt(0, null, null));
        assertThat(parts()).isZero();
        assertThat(files.findByKey("live", "kept")).contains(kept);
    }
}
