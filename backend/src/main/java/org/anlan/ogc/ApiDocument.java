package org.anlan.ogc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anlan.ogc.query.ItemsQuery;

/** The OpenAPI 3.0 description of one space's service, with a path for each collection the caller may see. */
final class ApiDocument {

    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final List<Object> NONE = List.of();
    private static final List<String> ITEMS =
            List.of("limit", "after", "bbox", "datetime", "filter", "filter-lang", "filter-crs");

    private ApiDocument() {}

    static Map<String, Object> of(Service service, List<Source> sources) {
        Map<String, Object> paths = new LinkedHashMap<>();
        paths.put("/", get("landing", "Landing page", Service.JSON, NONE));
        paths.put("/conformance", get("conformance", "What it conforms to", Service.JSON, NONE));
        paths.put("/collections", get("collections", "The collections", Service.JSON, NONE));
        sources.forEach(source -> describe(source, paths));
        Map<String, Object> api = new LinkedHashMap<>();
        api.put("openapi", "3.0.3");
        api.put(
                "info",
                Map.of(
                        "title",
                        service.title(),
                        "version",
                        "1.0",
                        "description",
                        "OGC API – Features, Part 1: Core. Errors are application/problem+json."));
        api.put("servers", List.of(Map.of("url", service.root())));
        api.put("paths", paths);
        api.put("components", components());
        api.put("security", List.of(Map.of("basic", List.of()), Map.of("bearer", List.of())));
        return api;
    }

    private static void describe(Source source, Map<String, Object> paths) {
        String id = source.id();
        String path = "/collections/" + id;
        paths.put(path, get(id, "About " + id, Service.JSON, NONE));
        paths.put(path + "/queryables", get(id + "-queryables", "What a filter may ask for", Service.SCHEMA, NONE));
        List<Object> parameters = new ArrayList<>(refs(ITEMS));
        ItemsQuery.properties(source.names())
                .forEach(name -> parameters.add(query(name, "Only features with this value", TEXT)));
        paths.put(path + "/items", get(id + "-items", "Features of " + id, Service.GEOJSON, parameters));
        paths.put(
                path + "/items/{featureId}",
                get(id + "-item", "One of " + id, Service.GEOJSON, refs(List.of("featureId"))));
    }

    private static Map<String, Object> get(String id, String summary, String type, List<Object> parameters) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", id);
        operation.put("summary", summary);
        operation.put("parameters", parameters);
        operation.put(
                "responses",
                Map.of(
                        "200",
                        Map.of(
                                "description",
                                summary,
                                "content",
                                Map.of(type, Map.of("schema", Map.of("type", "object")))),
                        "default",
                        ref("responses/problem")));
        return Map.of("get", operation);
    }

    private static List<Object> refs(List<String> names) {
        return names.stream().<Object>map(name -> ref("parameters/" + name)).toList();
    }

    private static Map<String, Object> ref(String name) {
        return Map.of("$ref", "#/components/" + name);
    }

    private static Map<String, Object> components() {
        Map<String, Object> problem = Map.of(
                "type",
                "object",
                "required",
                List.of("code"),
                "properties",
                Map.of(
                        "code",
                        TEXT,
                        "title",
                        TEXT,
                        "detail",
                        TEXT,
                        "detailEn",
                        TEXT,
                        "status",
                        Map.of("type", "integer")));
        return Map.of(
                "parameters",
                parameters(),
                "schemas",
                Map.of("problem", problem),
                "responses",
                Map.of(
                        "problem",
                        Map.of(
                                "description",
                                "What was wrong, with which value, what to do",
                                "content",
                                Map.of("application/problem+json", Map.of("schema", ref("schemas/problem"))))),
                "securitySchemes",
                Map.of(
                        "basic", Map.of("type", "http", "scheme", "basic"),
                        "bearer", Map.of("type", "http", "scheme", "bearer")));
    }

    private static Map<String, Object> parameters() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "limit",
                query(
                        "limit",
                        "Features on a page",
                        Map.of(
                                "type",
                                "integer",
                                "minimum",
                                1,
                                "maximum",
                                ItemsQuery.MOST,
                                "default",
                                ItemsQuery.USUAL)));
        all.put("after", query("after", "Where the page goes on; take it from the link next", TEXT));
        Map<String, Object> box = new LinkedHashMap<>(query(
                "bbox",
                "west,south,east,north in degrees, or six numbers with heights",
                Map.of("type", "array", "minItems", 4, "maxItems", 6, "items", Map.of("type", "number"))));
        box.put("style", "form");
        box.put("explode", false);
        all.put("bbox", box);
        all.put(
                "datetime",
                query("datetime", "Time of the last change: T, T/T, ../T or T/..; a reference layer has none", TEXT));
        all.put("filter", query("filter", "CQL, e.g. kind = 'detention' AND BBOX(geometry, 114, 35, 115, 36)", TEXT));
        all.put("filter-lang", query("filter-lang", "", only(ItemsQuery.CQL)));
        all.put("filter-crs", query("filter-crs", "", only(ItemsQuery.CRS84)));
        all.put("featureId", Map.of("name", "featureId", "in", "path", "required", true, "schema", TEXT));
        return all;
    }

    private static Map<String, Object> only(String word) {
        return Map.of("type", "string", "enum", List.of(word), "default", word);
    }

    private static Map<String, Object> query(String name, String description, Map<String, Object> schema) {
        return Map.of("name", name, "in", "query", "required", false, "description", description, "schema", schema);
    }
}
