package org.anlan.files;

import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes files in pieces. Nothing blocks the calling thread. A body is refused as soon as it is known to be too large or
 * of a wrong type; what arrived before a connection broke is kept, for seven days.
 *
 * <p>Refusals are {@link org.anlan.picture.PictureException}: 413 {@code too-large} (with {@code limit}), 415
 * {@code file-type} (with {@code accepted}), 422 {@code type-mismatch} (declared type and content differ),
 * {@code file-unreadable}, {@code too-many-pixels}, {@code content-range}; 409 {@code offset} with {@code received};
 * 503 {@code busy}; 503 {@code disk} while there is only room for text; 429 {@code budget} for a phone that sent its day's
 * share. A refused file leaves nothing behind: the key is free for another one.
 */
public interface Uploads {

    /**
     * Receives a body. Complete when the receipt holds the file, which is then on the disk; else it says how much is here.
     * A whole body (or a range from 0) starts anew. Sent again after completion it answers the same file.
     */
    Mono<Receipt> receive(UploadRequest request, Flux<DataBuffer> body);

    /** How far it is: nothing received and no total for a key never heard of. */
    Mono<Receipt> progress(String space, String key);
}
