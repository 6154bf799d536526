package org.anlan.layer;

import java.util.List;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.locationtech.jts.geom.Envelope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

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

    @GetMapping("/api/layers")
    LayerList layers() {
        return new LayerList(layers.list());
    }
}
