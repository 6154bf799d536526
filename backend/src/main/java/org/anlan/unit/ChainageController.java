package org.anlan.unit;

import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;
import org.locationtech.jts.geom.Coordinate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Between a chainage and a place on the map, both ways. */
@RestController
class ChainageController {

    /** @param position lon, lat in degrees */
    record Position(double[] position) {}

    /** @param offsetMetres how far the place is from the dyke's line */
    record Nearest(String area, String name, String chainage, double offsetMetres) {}

    private final Spaces spaces;

    ChainageController(Spaces spaces) {
        this.spaces = spaces;
    }

    /** Where a chainage of a dyke lies; 422 when it is written otherwise or lies beyond the dyke. */
    @GetMapping("/api/{space}/areas/{id}/chainage")
    Position locate(@PathVariable String space, @PathVariable String id, @RequestParam String at) {
        Picture picture = spaces.get(space).picture();
        Feature<Area> area = picture.get(Areas.TYPE, id);
        Coordinate place = Dyke.get(picture, "id", area.id()).locate("at", Chainage.parse("at", at));
        return new Position(new double[] {rounded(place.x, 1e6), rounded(place.y, 1e6)});
    }

    /** The nearest dyke and the chainage there; 404 when there is no dyke with chainage. */
    @GetMapping("/api/{space}/areas/chainage")
    Nearest nearest(@PathVariable String space, @RequestParam double lon, @RequestParam double lat) {
        if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
            throw new PictureException(Problem.field(
                    "position",
                    "lon, lat",
                    lon + ", " + lat,
                    "须为经度、纬度(度)",
                    "must be longitude and latitude in degrees"));
        }
        return Dyke.nearest(spaces.get(space).picture(), new Coordinate(lon, lat))
                .map(footing -> new Nearest(
                        footing.dyke().id(),
                        footing.dyke().properties().name(),
                        footing.chainage().toString(),
                        rounded(footing.offsetMetres(), 10)))
                .orElseThrow(() ->
                        new PictureException(Problem.of(404, "dyke", "没有带桩号的堤防", "there is no dyke with a chainage")));
    }

    private static double rounded(double value, double scale) {
        return Math.round(value * scale) / scale;
    }
}
