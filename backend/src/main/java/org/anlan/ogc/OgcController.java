package org.anlan.ogc;

import java.util.List;
import java.util.Set;
import org.anlan.access.OwnOrigin;
import org.anlan.ogc.query.ItemsQuery;
import org.anlan.ogc.query.Parameters;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.web.Sight;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * OGC API – Features 1.0, one service for each space below {@code /ogc/{space}}. Answers are JSON whatever is accepted,
 * so that a browser shows them, too. Bad parameters are 400 problems.
 */
@RestController
@RequestMapping("/ogc")
class OgcController {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Spaces spaces;
    private final Sources sources;
    private final OwnOrigin origin;

    OgcController(Spaces spaces, Sources sources, OwnOrigin origin) {
        this.spaces = spaces;
        this.sources = sources;
        this.origin = origin;
    }

    /** The services there are: one for each space. */
    @GetMapping({"", "/"})
    ResponseEntity<byte[]> services(@RequestParam MultiValueMap<String, String> given, ServerHttpRequest request) {
        Parameters.of(given, Set.of());
        String own = origin.of(request);
        List<Service> services =
                spaces.list().stream().map(space -> Service.at(own, space)).toList();
        return answer(Service.JSON, MAPPER.writeValueAsBytes(Documents.services(own + "/ogc", services)));
    }

    @GetMapping({"/{space}", "/{space}/"})
    ResponseEntity<byte[]> landing(
            @PathVariable String space, @RequestParam MultiValueMap<String, String> given, ServerHttpRequest request) {
        Parameters.of(given, Set.of());
        return answer(Service.JSON, MAPPER.writeValueAsBytes(Documents.landing(service(space, request))));
    }

    @GetMapping("/{space}/conformance")
    ResponseEntity<byte[]> conformance(@PathVariable String space, @RequestParam MultiValueMap<String, String> given) {
        Parameters.of(given, Set.of());
        spaces.get(space);
        return answer(Service.JSON, MAPPER.writeValueAsBytes(Documents.conformance()));
    }

    @GetMapping("/{space}/api")
    ResponseEntity<byte[]> api(
            @PathVariable String space,
            @RequestParam MultiValueMap<String, String> given,
            Actor actor,
            ServerHttpRequest request) {
        Parameters.of(given, Set.of());
        Service service = service(space, request);
        List<Source> seen = sources.list(service.space(), actor);
        return answer(Service.OPENAPI, MAPPER.writeValueAsBytes(ApiDocument.of(service, seen)));
    }

    /** The collections this caller may see, with the extent of what he sees of them. */
    @GetMapping("/{space}/collections")
    ResponseEntity<byte[]> collections(
            @PathVariable String space,
            @RequestParam MultiValueMap<String, String> given,
            Actor actor,
            ServerHttpRequest request) {
        Parameters.of(given, Set.of());
        Service service = service(space, request);
        List<Source> seen = sources.list(service.space(), actor);
        return answer(Service.JSON, MAPPER.writeValueAsBytes(Documents.collections(service, seen)));
    }

    @GetMapping("/{space}/collections/{id}")
    ResponseEntity<byte[]> collection(
            @PathVariable String space,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> given,
            Actor actor,
            ServerHttpRequest request) {
        Parameters.of(given, Set.of());
        Service service = service(space, request);
        Source source = sources.get(service.space(), actor, id);
        return answer(Service.JSON, MAPPER.writeValueAsBytes(Documents.collection(service, source)));
    }

    /** Names a filter may ask for, as a JSON schema. */
    @GetMapping("/{space}/collections/{id}/queryables")
    ResponseEntity<byte[]> queryables(
            @PathVariable String space,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> given,
            Actor actor,
            ServerHttpRequest request) {
        Parameters.of(given, Set.of());
        Service service = service(space, request);
        Source source = sources.get(service.space(), actor, id);
        return answer(Service.SCHEMA, MAPPER.writeValueAsBytes(Documents.queryables(service, source)));
    }

    /** A page of features; the link "next" leads on until all were given once. */
    @GetMapping("/{space}/collections/{id}/items")
    ResponseEntity<byte[]> items(
            @PathVariable String space,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> given,
            Actor actor,
            ServerHttpRequest request) {
        Service service = service(space, request);
        Source source = sources.get(service.space(), actor, id);
        Page page = source.page(ItemsQuery.read(given, source.names()));
        return features(ItemsWriter.page(service, id, page, given));
    }

    /** @throws PictureException 404, the same for a feature that is not there and one that may not be seen */
    @GetMapping("/{space}/collections/{id}/items/{feature}")
    ResponseEntity<byte[]> item(
            @PathVariable String space,
            @PathVariable String id,
            @PathVariable String feature,
            @RequestParam MultiValueMap<String, String> given,
            Actor actor,
            ServerHttpRequest request) {
        Parameters.of(given, Set.of());
        Service service = service(space, request);
        Item item = sources.get(service.space(), actor, id).find(feature).orElseThrow(() -> Sight.missing(id, feature));
        return features(ItemsWriter.feature(service, id, item));
    }

    private Service service(String id, ServerHttpRequest request) {
        Space space = spaces.get(id);
        return Service.at(origin.of(request), space);
    }

    private static ResponseEntity<byte[]> features(byte[] body) {
        return ok(Service.GEOJSON)
                .header("Content-Crs", "<" + ItemsQuery.CRS84 + ">")
                .body(body);
    }

    private static ResponseEntity<byte[]> answer(String type, byte[] body) {
        return ok(type).body(body);
    }

    private static ResponseEntity.BodyBuilder ok(String type) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.noCache().cachePrivate());
    }
}
