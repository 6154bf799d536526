package org.anlan.layer.catalogue;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** One layer of config/layers.yaml; the keys are explained there. */
public record LayerDefinition(
        String id,
        String title,
        String titleEn,
        String file,
        GeometryKind geometry,
        List<String> properties,
        @DefaultValue("0") int minZoom,
        @DefaultValue("14") int maxZoom,
        String accuracy,
        String source) {

    public static final int MAX_ZOOM = 22;

    public LayerDefinition {
        if (id == null || !id.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("a layer's id has letters, digits, - and _ only: " + id);
        }
        given(id, "title", title);
        given(id, "title-en", titleEn);
        given(id, "file", file);
        given(id, "geometry", geometry);
        given(id, "accuracy", accuracy);
        given(id, "source", source);
        if (minZoom < 0 || maxZoom > MAX_ZOOM || minZoom > maxZoom) {
            throw new IllegalArgumentException(
                    "layer " + id + " needs 0 ≤ min-zoom ≤ max-zoom ≤ 22: " + minZoom + ", " + maxZoom);
        }
        properties = properties == null ? List.of() : List.copyOf(properties);
    }

    private static void given(String layer, String key, Object value) {
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException("layer " + layer + " has no " + key);
        }
    }

    public boolean covers(int zoom) {
        return minZoom <= zoom && zoom <= maxZoom;
    }
}
