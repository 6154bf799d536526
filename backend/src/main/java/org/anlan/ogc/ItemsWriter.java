package org.anlan.ogc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.anlan.geo.GeoJson;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Features as GeoJSON with the members the standard adds. */
final class ItemsWriter {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private ItemsWriter() {}

    static byte[] page(Service service, String collection, Page page, MultiValueMap<String, String> asked) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("type", "FeatureCollection");
            json.writeStringProperty("timeStamp", service.space().clock().now().toString());
            page.matched().ifPresent(matched -> json.writeNumberProperty("numberMatched", matched));
            json.writeNumberProperty("numberReturned", page.items().size());
            json.writePOJOProperty("links", links(service, collection, page, asked));
            json.writeName("features");
            json.writeStartArray();
            page.items().forEach(item -> item(item, List.of(), json));
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static List<Map<String, String>> links(
            Service service, String collection, Page page, MultiValueMap<String, String> asked) {
        String items = service.items(collection);
        List<Map<String, String>> links = new ArrayList<>();
        links.add(Service.link("self", Service.GEOJSON, "本页 this page", address(items, asked, null)));
        if (page.next() != null) {
            links.add(Service.link("next", Service.GEOJSON, "下一页 next page", address(items, asked, page.next())));
        }
        links.add(Service.link("collection", Service.JSON, "本集合 this collection", service.collection(collection)));
        return links;
    }

    /** @param after in place of the one that was asked for, or null to keep that */
    private static String address(String items, MultiValueMap<String, String> asked, String after) {
        List<String> words = new ArrayList<>();
        asked.toSingleValueMap().forEach((name, value) -> {
            if (after == null || !name.equals("after")) {
                words.add(name + "=" + encoded(value == null ? "" : value));
            }
        });
        if (after != null) {
            words.add("after=" + encoded(after));
        }
        return words.isEmpty() ? items : items + "?" + String.join("&", words);
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }

    static byte[] feature(Service service, String collection, Item item) {
        List<Map<String, String>> links = List.of(
                Service.link("self", Service.GEOJSON, "本要素 this feature", service.item(collection, item.id())),
                Service.link("collection", Service.JSON, "本集合 this collection", service.collection(collection)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 10);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            item(item, links, json);
        }
        return bytes.toByteArray();
    }

    private static void item(Item item, List<Map<String, String>> links, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("type", "Feature");
        json.writeStringProperty("id", item.id());
        json.writeName("geometry");
        if (item.geometry() == null) {
            json.writeNull();
        } else {
            GeoJson.write(item.geometry(), json);
        }
        json.writePOJOProperty("properties", item.properties());
        if (!links.isEmpty()) {
            json.writePOJOProperty("links", links);
        }
        json.writeEndObject();
    }
}
