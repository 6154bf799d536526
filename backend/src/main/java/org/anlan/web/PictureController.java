package org.anlan.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.anlan.geo.CqlFilter;
import org.anlan.picture.Actor;
import org.anlan.picture.Change;
import org.anlan.picture.Reader;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Picture;
import org.anlan.picture.model.Registry;
import org.anlan.web.stream.LatestJson;
import org.locationtech.jts.geom.Envelope;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Reads of the picture, each as the caller may see it. */
@RestController
@RequestMapping(path = "/api/{space}", produces = MediaType.APPLICATION_JSON_VALUE)
class PictureController {

    private static final int MAX_CHANGES = 5_000;
    private static final int DEFAULT_CHANGES = 1_000;
    private static final int MAX_POINTS = 1_000;
    private static final int DEFAULT_POINTS = 200;
    private static final int MAX_FEATURES = 100_000;

    private final Spaces spaces;
    private final Registry registry;
    private final PictureWriter writer;
    private final PictureCache pictures;
    private final LatestJson latest;

    PictureController(Spaces spaces, Registry registry, FeatureJson json, LatestJson latest) {
        this.latest = latest;
        this.spaces = spaces;
        this.registry = registry;
        this.writer = new PictureWriter(json);
        this.pictures = new PictureCache(registry, writer);
    }

    /** Everything the caller may see, at one seq; 304 while nothing changed. */
    @GetMapping("/picture")
    ResponseEntity<byte[]> picture(
            @PathVariable String space,
            @RequestParam MultiValueMap<String, String> parameters,
            Actor actor,
            ServerWebExchange exchange) {
        Space asked = spaces.get(space);
        Optional<Instant> time =
                Query.of(parameters, "at").time("at", asked.clock().now());
        if (time.isPresent()) {
            return past(asked, time.get(), Reader.of(actor));
        }
        Picture picture = asked.picture();
        Reader reader = Reader.of(actor);
        LatestJson.Encoded values = latest.now(asked, reader);
        String etag = "W/\""
                + Integer.toHexString(
                        Objects.hash(picture.epoch(), reader.role().word(), reader.units(), reader.actor()))
                + "-" + picture.seq() + "-" + values.tag() + "\"";
        if (exchange.checkNotModified(etag)) {
            return ResponseEntity.status(304).eTag(etag).build();
        }
        PictureCache.Encoded encoded = pictures.get(picture, reader, values);
        boolean gzip = takesGzip(exchange.getRequest().getHeaders().get(HttpHeaders.ACCEPT_ENCODING));
        if (gzip) {
            exchange.getResponse().getHeaders().set(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        exchange.getResponse().getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return json(etag, gzip ? encoded.gzip() : encoded.plain());
    }

    private ResponseEntity<byte[]> past(Space space, Instant time, Reader reader) {
        Sight sight = new Sight(registry, reader);
        Picture picture = space.at(time);
        List<Feature<?>> seen = picture.all().stream()
                .map(sight::see)
                .flatMap(Optional::stream)
                .<Feature<?>>map(feature -> feature)
                .toList();
        return json(null, writer.picture(picture, seen, latest.at(space, reader, time), time));
    }

    /** The newest values of the streams, now or at a past time. */
    @GetMapping("/latest")
    ResponseEntity<byte[]> latest(
            @PathVariable String space, @RequestParam MultiValueMap<String, String> parameters, Actor actor) {
        Space asked = spaces.get(space);
        Instant now = asked.clock().now();
        Optional<Instant> time = Query.of(parameters, "at").time("at", now);
        Reader reader = Reader.of(actor);
        LatestJson.Encoded values =
                time.map(at -> latest.at(asked, reader, at)).orElseGet(() -> latest.now(asked, reader));
        return json(null, writer.latest(space, time.orElse(now), values));
    }

    /** How the changes lie in time, from the first to now: what a slider shows. */
    @GetMapping("/timeline")
    ResponseEntity<byte[]> timeline(
            @PathVariable String space, @RequestParam MultiValueMap<String, String> parameters) {
        Space asked = spaces.get(space);
        int points = (int) Query.of(parameters, "points").number("points", 1, MAX_POINTS, DEFAULT_POINTS);
        Space.Timeline timeline = asked.timeline(asked.clock().now(), points);
        return json(null, writer.timeline(timeline, asked.picture().seq()));
    }

    /** The plain words only: a quality of zero is rare, and who sends one is given plain JSON. */
    private static boolean takesGzip(List<String> accepted) {
        return accepted != null
                && accepted.stream()
                        .flatMap(line -> Arrays.stream(line.split(",")))
                        .map(String::strip)
                        .anyMatch(coding -> coding.equals("gzip") || coding.matches("gzip;\\s*q=(1|0\\.[1-9].*)"));
    }

    /** At most {@code limit} changes after {@code since}; ask again from the answer's {@code seq} until it is the head. */
    @GetMapping("/changes")
    ResponseEntity<byte[]> changes(
            @PathVariable String space, @RequestParam MultiValueMap<String, String> parameters, Actor actor) {
        Query query = Query.of(parameters, "since", "limit", "until");
        Space asked = spaces.get(space);
        Optional<Instant> until = query.time("until", asked.clock().now());
        long head = asked.head().seq();
        long since = query.number("since", 0, head, 0);
        int limit = (int) query.number("limit", 1, MAX_CHANGES, DEFAULT_CHANGES);
        List<Change> log = asked.changes(since, limit).stream()
                .takeWhile(change -> until.isEmpty() || !change.at().isAfter(until.get()))
                .toList();
        long seq = log.isEmpty() ? since : log.get(log.size() - 1).seq();
        return json(null, writer.changes(asked, log, seq, new Sight(registry, Reader.of(actor))));
    }

    /** A FeatureCollection of what lies in {@code bbox} and answers {@code filter}, at most {@code limit}. */
    @GetMapping("/{collection}")
    ResponseEntity<byte[]> list(
            @PathVariable String space,
            @PathVariable String collection,
            @RequestParam MultiValueMap<String, String> parameters,
            Actor actor) {
        Query query = Query.of(parameters, "bbox", "filter", "limit");
        Picture picture = spaces.get(space).picture();
        Sight sight = new Sight(registry, Reader.of(actor));
        CollectionType<?> type = sight.collection(collection);
        Optional<CqlFilter> filter = query.filter(FeatureValues.names(type));
        int limit = (int) query.number("limit", 1, MAX_FEATURES, MAX_FEATURES);
        List<Feature<?>> matched = candidates(picture, type, query.box()).stream()
                .map(sight::see)
                .<Feature<?>>flatMap(Optional::stream)
                .filter(feature ->
                        filter.isEmpty() || filter.get().test(feature.geometry(), new FeatureValues(feature)))
                .sorted(java.util.Comparator.<Feature<?>>comparingLong(Feature::seq)
                        .reversed())
                .toList();
        return json(null, writer.collection(picture, type.name(), matched, limit));
    }

    private static <P extends Record> Collection<Feature<P>> candidates(
            Picture picture, CollectionType<P> type, Optional<Envelope> box) {
        return box.<Collection<Feature<P>>>map(sides -> picture.within(type, sides))
                .orElseGet(() -> picture.list(type));
    }

    @GetMapping("/{collection}/{id}")
    ResponseEntity<byte[]> item(
            @PathVariable String space,
            @PathVariable String collection,
            @PathVariable String id,
            Actor actor,
            ServerWebExchange exchange) {
        Sight sight = new Sight(registry, Reader.of(actor));
        Feature<?> feature = sight.get(spaces.get(space), sight.collection(collection), id);
        String etag = "\"" + feature.version() + "\"";
        if (exchange.checkNotModified(etag)) {
            return ResponseEntity.status(304).eTag(etag).build();
        }
        return json(etag, writer.feature(feature));
    }

    /** Every version the caller may see, oldest first; a removal is shown to who saw what was removed. */
    @GetMapping("/{collection}/{id}/history")
    ResponseEntity<byte[]> history(
            @PathVariable String space, @PathVariable String collection, @PathVariable String id, Actor actor) {
        Sight sight = new Sight(registry, Reader.of(actor));
        CollectionType<?> type = sight.collection(collection);
        List<Change> versions = spaces.get(space).history(type.name(), id);
        byte[] body = writer.history(versions, sight);
        if (body == null) {
            throw Sight.missing(collection, id);
        }
        return json(null, body);
    }

    private static ResponseEntity<byte[]> json(String etag, byte[] body) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache().cachePrivate());
        return (etag == null ? answer : answer.eTag(etag)).body(body);
    }
}
