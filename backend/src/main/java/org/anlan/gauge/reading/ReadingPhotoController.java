package org.anlan.gauge.reading;

import java.time.Instant;
import org.anlan.files.Receipt;
import org.anlan.files.UploadRequest;
import org.anlan.files.Uploads;
import org.anlan.gauge.Gauges;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The photo of the staff that a person read; the reading stands without it. */
@RestController
class ReadingPhotoController {

    /** @param hash null while parts are missing */
    record Progress(long received, Long total, String hash) {}

    private final Spaces spaces;
    private final ReadingStore store;
    private final Uploads uploads;

    ReadingPhotoController(Spaces spaces, ReadingStore store, Uploads uploads) {
        this.spaces = spaces;
        this.store = store;
        this.uploads = uploads;
    }

    /** 202 while parts are missing, 201 when it is whole and stands with the reading; 409 for another photo of it. */
    @PutMapping("/api/{space}/gauges/{id}/readings/{time}/photo")
    Mono<ResponseEntity<Progress>> put(
            @PathVariable String space,
            @PathVariable String id,
            @PathVariable String time,
            Actor actor,
            ServerHttpRequest request) {
        Space where = spaces.get(space);
        where.picture().get(Gauges.TYPE, id);
        Instant at = ReadingController.time("time", time);
        mustBePhoto(request);
        // Gauges have ids of letters, digits and hyphens; a key takes no colon, so the time is in milliseconds.
        String key = "gauges/" + id + "/readings/" + at.toEpochMilli() + "/photo";
        UploadRequest upload = UploadRequest.of(space, key, actor, request.getHeaders());
        return Mono.fromRunnable(() -> mayAdd(where, id, at, actor))
                .subscribeOn(Schedulers.boundedElastic())
                .then(Mono.defer(() -> uploads.receive(upload, request.getBody())))
                .publishOn(Schedulers.boundedElastic())
                .map(receipt -> answer(where, id, at, receipt));
    }

    /** Said before anything is stored: what is once stored under the key stays. The content is compared with it. */
    private static void mustBePhoto(ServerHttpRequest request) {
        MediaType type = request.getHeaders().getContentType();
        if (type == null || !type.getType().equals("image")) {
            throw new PictureException(Problem.of(
                    415,
                    "file-type",
                    "读数只收照片,请写明 Content-Type: image/…",
                    "a reading takes a photo; say its Content-Type: image/…"));
        }
    }

    private void mayAdd(Space space, String id, Instant at, Actor actor) {
        String by = store.typedBy(space.id(), id, at)
                .orElseThrow(() -> new PictureException(
                        Problem.of(404, "not-found", "没有这一时刻的人工读数", "there is no manual reading of this time")));
        if (!Role.DESK.contains(actor.role()) && !by.equals(actor.id())) {
            throw new PictureException(
                    Problem.of(403, "owner", "只能给自己的读数加照片", "only who typed a reading may add its photo"));
        }
    }

    private ResponseEntity<Progress> answer(Space space, String id, Instant at, Receipt receipt) {
        if (!receipt.isComplete()) {
            return ResponseEntity.accepted().body(new Progress(receipt.received(), receipt.total(), null));
        }
        store.setPhoto(space.id(), id, at, receipt.file().hash());
        return ResponseEntity.status(201)
                .body(new Progress(
                        receipt.received(), receipt.total(), receipt.file().hash()));
    }
}
