package org.anlan.layer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.locationtech.jts.geom.Envelope;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** What a page needs to know of the place before it draws a map. */
@RestController
class PlaceController {

    private final County county;
    private final Layers layers;
    private final Spaces spaces;

    PlaceController(County county, Layers layers, Spaces spaces) {
        this.county = county;
        this.layers = layers;
        this.spaces = spaces;
    }

    /**
     * @param centre lon, lat
     * @param bounds west, south, east, north
     */
    record CountyInfo(
            String code,
            String name,
            String nameEn,
            double[] centre,
            double[] bounds,
            String mapNote,
            List<SpaceInfo> spaces) {}

    record SpaceInfo(String id, String title, String titleEn) {}

    record LayerList(List<LayerInfo> layers) {}

    @GetMapping("/api/county")
    CountyInfo county() {
        Envelope view = county.view();
        return new CountyInfo(
                county.code(),
                county.name(),
                county.nameEn(),
                new double[] {county.centre().x, county.centre().y},
                new double[] {view.getMinX(), view.getMinY(), view.getMaxX(), view.getMaxY()},
                county.mapNote(),
                spaces.list().stream().map(PlaceController::info).toList());
    }

    private static SpaceInfo info(Space space) {
        boolean live = space.id().equals(Spaces.LIVE);
        return live
                ? new SpaceInfo(space.id(), "实战", "Live")
                : new SpaceInfo(space.id(), "演练 " + space.id(), "Drill " + space.id());
    }

    /** With an ETag, so that pages can look now and then whether a layer was edited. */
    @GetMapping("/api/layers")
    ResponseEntity<LayerList> layers(ServerWebExchange exchange) {
        LayerList now = new LayerList(layers.infos());
        exchange.getResponse()
                .getHeaders()
                .setCacheControl(CacheControl.noCache().cachePrivate());
        UUID content = UUID.nameUUIDFromBytes(now.toString().getBytes(StandardCharsets.UTF_8));
        return exchange.checkNotModified("\"" + content + "\"")
                ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).build()
                : ResponseEntity.ok(now);
    }
}
