package org.anlan.web;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.anlan.picture.Actor;
import org.anlan.picture.Answer;
import org.anlan.picture.PictureException;
import org.anlan.picture.Space;
import org.anlan.picture.Submission;
import org.anlan.web.budget.PhoneBudget;
import org.anlan.web.stream.StreamIntake;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Commands on the picture. A long body is read on the pool; nobody holds a thread while the writer decides. */
@RestController
@RequestMapping(path = "/api/{space}/{collection}")
class CommandController {

    /** Above the writer's own patience, so that its answer is the one that is given. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    /** Bytes of a body that is read where it came in: handing it to another thread would take longer. */
    private static final int SHORT = 16 << 10;

    private static final String GEO_JSON = "application/geo+json";

    private final CommandReader reader;
    private final StreamIntake intake;
    private final PhoneBudget budget;
    private final Scheduler pool;

    CommandController(
            CommandReader reader, StreamIntake intake, PhoneBudget budget, ThreadPoolTaskExecutor webExecutor) {
        this.reader = reader;
        this.intake = intake;
        this.budget = budget;
        this.pool = Schedulers.fromExecutor(webExecutor);
    }

    @PostMapping(consumes = {APPLICATION_JSON_VALUE, GEO_JSON})
    Mono<ResponseEntity<byte[]>> create(
            @PathVariable String space,
            @PathVariable String collection,
            @RequestBody(required = false) byte[] body,
            Actor actor,
            ServerWebExchange exchange) {
        if (intake.takes(collection)) {
            return Mono.fromCallable(() -> intake.take(space, collection, actor, body))
                    .subscribeOn(pool);
        }
        return run(body, () -> reader.create(CommandReader.Asked.of(exchange, actor, body), space, collection));
    }

    @PutMapping(
            path = "/{id}",
            consumes = {APPLICATION_JSON_VALUE, GEO_JSON})
    Mono<ResponseEntity<byte[]>> edit(
            @PathVariable String space,
            @PathVariable String collection,
            @PathVariable String id,
            @RequestBody(required = false) byte[] body,
            Actor actor,
            ServerWebExchange exchange) {
        return run(body, () -> reader.edit(CommandReader.Asked.of(exchange, actor, body), space, collection, id));
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<byte[]>> remove(
            @PathVariable String space,
            @PathVariable String collection,
            @PathVariable String id,
            @RequestBody(required = false) byte[] body,
            Actor actor,
            ServerWebExchange exchange) {
        return run(body, () -> reader.remove(CommandReader.Asked.of(exchange, actor, body), space, collection, id));
    }

    @PostMapping(path = "/{id}/{command}", consumes = APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> command(
            @PathVariable String space,
            @PathVariable String collection,
            @PathVariable String id,
            @PathVariable String command,
            @RequestBody(required = false) byte[] body,
            Actor actor,
            ServerWebExchange exchange) {
        return run(
                body,
                () -> reader.command(CommandReader.Asked.of(exchange, actor, body), space, collection, id, command));
    }

    /** A submission and where it goes. */
    record Ready(Space space, Submission<?> submission) {}

    private Mono<ResponseEntity<byte[]>> run(byte[] body, Callable<Ready> read) {
        Mono<Ready> reading = Mono.fromCallable(read);
        return (body == null || body.length <= SHORT ? reading : reading.subscribeOn(pool))
                .flatMap(ready -> submit(ready).map(answer -> respond(ready, answer)));
    }

    private Mono<Answer> submit(Ready ready) {
        PhoneBudget.Refund refund = budget.spend(ready.submission());
        return Mono.fromFuture(ready.space().submit(ready.submission()), true)
                .timeout(PATIENCE)
                .doOnError(problem -> refund.give())
                .doOnNext(answer -> {
                    if (answer.isRefusal() || answer.replayed()) {
                        refund.give();
                    }
                });
    }

    private static ResponseEntity<byte[]> respond(Ready ready, Answer answer) {
        if (answer.isRefusal()) {
            throw new PictureException(answer.problem());
        }
        ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status())
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore());
        if (answer.version() > 0) {
            response.eTag("\"" + answer.version() + "\"");
        }
        if (answer.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        if (answer.status() == 201) {
            response.location(location(ready, answer));
        }
        return response.body(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static URI location(Ready ready, Answer answer) {
        String id = JsonMapper.shared().readTree(answer.body()).path("id").asString();
        String collection = ready.submission().command().collection();
        return URI.create("/api/" + ready.space().id() + "/" + collection + "/" + id);
    }
}
