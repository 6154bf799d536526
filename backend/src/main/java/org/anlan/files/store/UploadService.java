package org.anlan.files.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.anlan.files.Receipt;
import org.anlan.files.StoredFile;
import org.anlan.files.UploadRequest;
import org.anlan.files.Uploads;
import org.anlan.files.content.Cleaned;
import org.anlan.files.content.ContentDetector;
import org.anlan.files.content.FileCleaner;
import org.anlan.picture.Durability;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Receives files part by part into the database, and makes a stored file of the last one. */
class UploadService implements Uploads {

    static final Duration KEEP_UNFINISHED = Duration.ofDays(7);

    private final UploadStore uploads;
    private final FileStore files;
    private final FileCleaner cleaner;
    private final ContentDetector detector;
    private final Durability durability;
    private final Admission admission;
    private final Workers workers;
    private final Clock clock;

    UploadService(
            UploadStore uploads,
            FileStore files,
            FileCleaner cleaner,
            ContentDetector detector,
            Durability durability,
            Admission admission,
            Workers workers,
            Clock clock) {
        this.uploads = uploads;
        this.files = files;
        this.cleaner = cleaner;
        this.detector = detector;
        this.durability = durability;
        this.admission = admission;
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public Mono<Receipt> progress(String space, String key) {
        return workers.database(() -> uploads.find(space, key))
                .flatMap(found -> found.map(this::settled).orElseGet(() -> Mono.just(new Receipt(0, null, null))));
    }

    /** A server that stopped between the last byte and the file left a full upload: it is made good now. */
    private Mono<Receipt> settled(UploadRow row) {
        if (row.isFull()) {
            return finish(row).onErrorResume(PictureException.class, refused -> Mono.just(new Receipt(0, null, null)));
        }
        return workers.database(() -> receipt(row));
    }

    private Receipt receipt(UploadRow row) {
        StoredFile file = row.isStored() ? files.of(row).orElseThrow(FileStore::missing) : null;
        return new Receipt(row.received(), row.total() < 0 ? null : row.total(), file);
    }

    @Override
    public Mono<Receipt> receive(UploadRequest request, Flux<DataBuffer> body) {
        return Mono.defer(() -> {
            ContentRange range = ContentRange.of(request);
            new Intake(range, request.contentType(), detector).check();
            return workers.database(() -> uploads.find(request.space(), request.key()))
                    .flatMap(found -> found.filter(UploadRow::isStored)
                            .map(row -> again(row, range, body))
                            .orElseGet(() -> workers.database(() -> open(request, range, found))
                                    .flatMap(row -> read(row, range, body))));
        });
    }

    /** The same file once more, because its answer was lost. */
    private Mono<Receipt> again(UploadRow stored, ContentRange range, Flux<DataBuffer> body) {
        if (range.total() >= 0 && range.total() != stored.total()) {
            return Mono.error(new PictureException(Problem.of(
                            409,
                            "upload-complete",
                            "这个位置已有另一个文件",
                            "another file of " + stored.total() + " bytes is stored here already")
                    .with("received", stored.received())));
        }
        return body.doOnNext(DataBufferUtils::release).then(workers.database(() -> {
            durability.flush();
            return receipt(stored);
        }));
    }

    /** The row with this request as its writer. */
    private UploadRow open(UploadRequest request, ContentRange range, Optional<UploadRow> found) {
        Instant now = now();
        admission.check(request, range, now);
        String writer = UUID.randomUUID().toString();
        if (range.from() == 0) {
            UploadRow fresh = new UploadRow(
                    request.space(),
                    request.key(),
                    request.actor(),
                    request.contentType(),
                    range.total(),
                    0,
                    writer,
                    null,
                    null);
            if (!uploads.begin(fresh, now)) {
                throw offset(0, "another request is sending this file");
            }
            return fresh;
        }
        UploadRow row = found.orElseThrow(() -> offset(0, "nothing of this file is here"));
        if (row.total() != range.total()) {
            throw offset(0, "the file that was begun here has " + row.total() + " bytes");
        }
        if (row.received() != range.from() || !uploads.resume(row, writer, now)) {
            throw offset(row.received(), "go on at byte " + row.received());
        }
        return new UploadRow(
                row.space(), row.key(), row.owner(), row.declared(), row.total(), row.received(), writer, null, null);
    }

    private static PictureException offset(long received, String en) {
        return new PictureException(
                Problem.of(409, "offset", "请从第 " + received + " 字节继续", en + "; send from byte " + received)
                        .with("received", received));
    }

    private Mono<Receipt> read(UploadRow row, ContentRange range, Flux<DataBuffer> body) {
        Intake intake = new Intake(range, row.declared(), detector);
        long[] received = {row.received()};
        Mono<Void> rest = Mono.defer(() -> append(row, received, intake.drain()));
        return body.map(UploadService::bytes)
                .concatMap(bytes -> append(row, received, intake.take(bytes)), 1)
                .then(Mono.fromRunnable(intake::end))
                .then(rest)
                .onErrorResume(problem -> abandon(row, rest, problem))
                .then(Mono.defer(() -> ended(row, range, received[0])));
    }

    /** A refused file goes; of a broken connection what has arrived stays. */
    private Mono<Void> abandon(UploadRow row, Mono<Void> rest, Throwable problem) {
        Mono<Void> settle = problem instanceof PictureException refusal
                ? refusal.problem().status() == 409
                        ? Mono.empty()
                        : workers.database(() -> {
                                    uploads.remove(row);
                                    return true;
                                })
                                .then()
                : rest;
        return settle.onErrorComplete().then(Mono.error(problem));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private Mono<Void> append(UploadRow row, long[] received, byte[] part) {
        if (part.length == 0) {
            return Mono.empty();
        }
        return workers.database(() -> {
                    if (!uploads.append(row, row.writer(), received[0], part, now())) {
                        throw offset(received[0], "another request has taken this file over");
                    }
                    received[0] += part.length;
                    return true;
                })
                .then();
    }

    private Mono<Receipt> ended(UploadRow row, ContentRange range, long received) {
        long total = range.total() >= 0 ? range.total() : received;
        UploadRow now = new UploadRow(
                row.space(), row.key(), row.owner(), row.declared(), total, received, row.writer(), null, null);
        if (received < total) {
            return Mono.just(new Receipt(received, total, null));
        }
        if (received == 0) {
            return workers.database(() -> {
                        uploads.remove(row);
                        return true;
                    })
                    .then(Mono.error(new PictureException(
                            Problem.field("file-unreadable", "body", "0", "文件是空的", "the file is empty"))));
        }
        return workers.database(() -> {
                    uploads.setTotal(row, row.writer(), total);
                    return true;
                })
                .then(finish(now));
    }

    /** Makes a stored file of a full upload. */
    private Mono<Receipt> finish(UploadRow row) {
        return workers.images(() -> {
            Cleaned cleaned;
            try {
                cleaned = cleaner.clean(uploads.bytes(row), row.declared());
            } catch (PictureException refusal) {
                uploads.remove(row);
                throw refusal;
            }
            String hash = hash(cleaned.bytes());
            files.insert(row.space(), hash, cleaned, now());
            if (!uploads.complete(row, hash, cleaned.exifPosition(), now())) {
                UploadRow newer = uploads.find(row.space(), row.key()).orElseThrow(FileStore::missing);
                if (!newer.isStored()) {
                    throw offset(newer.received(), "another request has taken this file over");
                }
            }
            durability.flush();
            return receipt(uploads.find(row.space(), row.key()).orElseThrow(FileStore::missing));
        });
    }

    /** Forgets uploads that nobody has gone on with for seven days. Blocks. */
    void purge() {
        uploads.abandoned(now().minus(KEEP_UNFINISHED)).forEach(uploads::remove);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException problem) {
            throw new IllegalStateException("every Java has SHA-256", problem);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
