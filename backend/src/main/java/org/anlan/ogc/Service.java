package org.anlan.ogc;

import java.util.Map;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.springframework.web.util.UriUtils;

/**
 * The service of one space as a caller reached it.
 *
 * @param root absolute address of the landing page, without a slash at the end
 */
record Service(String root, Space space) {

    static final String JSON = "application/json";
    static final String GEOJSON = "application/geo+json";
    static final String OPENAPI = "application/vnd.oai.openapi+json;version=3.0";
    static final String SCHEMA = "application/schema+json";

    static Service at(String origin, Space space) {
        return new Service(origin + "/ogc/" + space.id(), space);
    }

    boolean isLive() {
        return space.id().equals(Spaces.LIVE);
    }

    String title() {
        return isLive() ? "安澜 实战 Anlan live" : "安澜 演练 Anlan drill: " + space.title();
    }

    /** A drill says so wherever a name of it is read. */
    String titleOf(Source source) {
        return isLive() ? source.title() : "演练 Drill: " + source.title();
    }

    String collections() {
        return root + "/collections";
    }

    String collection(String id) {
        return collections() + "/" + UriUtils.encode(id, java.nio.charset.StandardCharsets.UTF_8);
    }

    String items(String collection) {
        return collection(collection) + "/items";
    }

    String item(String collection, String id) {
        return items(collection) + "/" + UriUtils.encode(id, java.nio.charset.StandardCharsets.UTF_8);
    }

    static Map<String, String> link(String rel, String type, String title, String href) {
        return Map.of("rel", rel, "type", type, "title", title, "href", href);
    }
}
