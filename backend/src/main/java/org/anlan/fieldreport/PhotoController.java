package org.anlan.fieldreport;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.anlan.fieldreport.FieldReport.Photo;
import org.anlan.fieldreport.FieldReport.PhotoState;
import org.anlan.files.Receipt;
import org.anlan.files.StoredFile;
import org.anlan.files.UploadRequest;
import org.anlan.files.Uploads;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The photos and voice notes of a report, in pieces if the line is bad; the report stands without them. */
@RestController
@RequestMapping("/api/{space}/fieldreports/{id}/photos/{n}")
class PhotoController {

    /** Kept, with what was found out about it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Kept(
            String hash,
            String type,
            Integer width,
            Integer height,
            Double durationSeconds,
            List<Double> exifPosition) {

        static Kept of(StoredFile file) {
            return new Kept(
                    file.hash(), file.type(), file.width(), file.height(), file.durationSeconds(), file.exifPosition());
        }
    }

    /** @param total null when nothing has come yet and nothing was announced */
    record Progress(long received, Long total) {}

    private final Spaces spaces;
    private final Uploads uploads;
    /** The log's answer is waited for; never on an event loop. */
    private final Scheduler waiting = Schedulers.boundedElastic();

    PhotoController(Spaces spaces, Uploads uploads) {
        this.spaces = spaces;
        this.uploads = uploads;
    }

    /** 202 while parts are missing, 201 when it is whole, stored and written into the report. */
    @PutMapping
    Mono<ResponseEntity<Object>> put(
            @PathVariable String space,
            @PathVariable String id,
            @PathVariable int n,
            Actor actor,
            ServerHttpRequest request) {
        Space where = spaces.get(space);
        UploadRequest upload = UploadRequest.of(space, Photos.key(id, n), actor, request.getHeaders());
        return announced(where, actor, id, n).flatMap(expected -> uploads.receive(upload, request.getBody())
                .publishOn(waiting)
                .map(receipt -> answer(where, id, expected, receipt))
                .onErrorResume(PictureException.class, refusal -> refuse(where, id, expected, refusal)));
    }

    /** How many bytes need not be sent again. */
    @GetMapping("/upload")
    Mono<Progress> progress(@PathVariable String space, @PathVariable String id, @PathVariable int n, Actor actor) {
        Space where = spaces.get(space);
        return announced(where, actor, id, n).flatMap(expected -> uploads.progress(space, Photos.key(id, n))
                .publishOn(waiting)
                .map(receipt -> progress(where, id, expected, receipt)));
    }

    /** A phone sends its photo right after the answer to its report, perhaps to a node that has not heard of that yet. */
    private static Mono<Photo> announced(Space space, Actor actor, String id, int n) {
        return space.picture().find(FieldReports.TYPE, id).isPresent()
                ? Mono.fromCallable(() -> Photos.announced(space.picture(), actor, id, n))
                : Mono.fromFuture(space::newest).map(picture -> Photos.announced(picture, actor, id, n));
    }

    private static Progress progress(Space space, String id, Photo expected, Receipt receipt) {
        // a server that stopped after storing the file had not written it into the report
        if (receipt.isComplete() && expected.state() != PhotoState.STORED) {
            Photos.record(space, id, Photos.stored(expected, receipt.file()));
        }
        return new Progress(receipt.received(), receipt.total() == null ? expected.size() : receipt.total());
    }

    private static ResponseEntity<Object> answer(Space space, String id, Photo expected, Receipt receipt) {
        if (!receipt.isComplete()) {
            return ResponseEntity.accepted().body(new Progress(receipt.received(), receipt.total()));
        }
        Photos.record(space, id, Photos.stored(expected, receipt.file()));
        return ResponseEntity.status(201).body(Kept.of(receipt.file()));
    }

    /** What no repeat can mend is written into the report, so that the desk does not wait for it. */
    private Mono<ResponseEntity<Object>> refuse(Space space, String id, Photo expected, PictureException refusal) {
        int status = refusal.problem().status();
        // a wrong range is the sender's counting, not the file
        boolean hopeless = (status == 413 || status == 415 || status == 422)
                && !refusal.problem().code().equals("content-range");
        if (!hopeless) {
            return Mono.error(refusal);
        }
        return Mono.fromRunnable(() -> Photos.record(space, id, Photos.refused(expected, refusal.problem())))
                .subscribeOn(waiting)
                .then(Mono.error(refusal));
    }
}
