package org.anlan.ogc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anlan.ogc.query.ItemsQuery;
import org.locationtech.jts.geom.Envelope;

/** What the service says of itself and of its collections, as the standard words it. */
final class Documents {

    private static final String PART_1 = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";
    private static final String QUERYABLES = "http://www.opengis.net/def/rel/ogc/1.0/queryables";
    private static final String GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian";

    private Documents() {}

    /** The spaces there are, each with a service of its own. */
    static Map<String, Object> services(String self, List<Service> services) {
        List<Map<String, String>> links = new ArrayList<>();
        links.add(Service.link("self", Service.JSON, "本文 this document", self));
        services.forEach(service -> links.add(Service.link("item", Service.JSON, service.title(), service.root())));
        return Map.of("title", "安澜 Anlan, OGC API – Features", "links", links);
    }

    static Map<String, Object> landing(Service service) {
        return Map.of(
                "title",
                service.title(),
                "description",
                "县域防汛一张图 the flood picture of a county. CGCS2000 (EPSG:4490) lon/lat is given out as CRS84.",
                "links",
                List.of(
                        Service.link("self", Service.JSON, "本文 this document", service.root()),
                        Service.link("service-desc", Service.OPENAPI, "接口 the API", service.root() + "/api"),
                        Service.link("conformance", Service.JSON, "遵循 conformance", service.root() + "/conformance"),
                        Service.link("data", Service.JSON, "集合 collections", service.collections())));
    }

    static Map<String, Object> conformance() {
        return Map.of("conformsTo", List.of(PART_1 + "core", PART_1 + "oas30", PART_1 + "geojson"));
    }

    static Map<String, Object> collections(Service service, List<Source> sources) {
        return Map.of(
                "links",
                List.of(Service.link("self", Service.JSON, "本文 this document", service.collections())),
                "timeStamp",
                service.space().clock().now().toString(),
                "collections",
                sources.stream().map(source -> collection(service, source)).toList());
    }

    static Map<String, Object> collection(Service service, Source source) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("id", source.id());
        said.put("title", service.titleOf(source));
        said.put("description", source.description());
        said.put("itemType", "feature");
        said.put("crs", List.of(ItemsQuery.CRS84));
        Map<String, Object> extent = extent(source.extent());
        if (!extent.isEmpty()) {
            said.put("extent", extent);
        }
        String self = service.collection(source.id());
        said.put(
                "links",
                List.of(
                        Service.link("self", Service.JSON, "本集合 this collection", self),
                        Service.link("items", Service.GEOJSON, "要素 features", self + "/items"),
                        Service.link(QUERYABLES, Service.SCHEMA, "可查属性 queryables", self + "/queryables")));
        return said;
    }

    private static Map<String, Object> extent(Extent extent) {
        Map<String, Object> said = new LinkedHashMap<>();
        Envelope box = extent.box();
        if (!box.isNull()) {
            List<Double> sides = List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
            said.put("spatial", Map.of("bbox", List.of(sides), "crs", ItemsQuery.CRS84));
        }
        if (extent.from() != null) {
            List<String> ends = List.of(extent.from().toString(), extent.to().toString());
            said.put("temporal", Map.of("interval", List.of(ends), "trs", GREGORIAN));
        }
        return said;
    }

    /** What a filter may ask for. Types are not said: a property may hold text in one feature and nothing in another. */
    static Map<String, Object> queryables(Service service, Source source) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("geometry", Map.of("format", "geometry-any"));
        source.names().forEach(name -> properties.put(name, Map.of("title", name)));
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("$schema", "https://json-schema.org/draft/2019-09/schema");
        said.put("$id", service.collection(source.id()) + "/queryables");
        said.put("type", "object");
        said.put("title", service.titleOf(source));
        said.put("properties", properties);
        said.put("additionalProperties", false);
        return said;
    }
}
