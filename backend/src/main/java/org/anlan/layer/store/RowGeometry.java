package org.anlan.layer.store;

import org.anlan.geo.GeoJson;
import org.anlan.geo.GeometryCheck;
import org.anlan.layer.catalogue.GeometryKind;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;

/** What a layer takes as a geometry: of its kind, within the map's limits, valid. */
public final class RowGeometry {

    /** Degrees; Web Mercator ends here. */
    private static final double MAX_LATITUDE = 85.05;

    private RowGeometry() {}

    /** @throws RowException naming what is wrong */
    public static Geometry read(JsonNode node, GeometryKind kind) {
        if (!node.isObject()) {
            throw new RowException("没有几何", "there is no geometry");
        }
        Geometry geometry = parsed(node);
        if (geometry.isEmpty() || !kind.accepts(geometry)) {
            throw new RowException(
                    "几何类型 " + geometry.getGeometryType() + " 不是本图层的 " + kind.word(),
                    geometry.getGeometryType() + " is not what the layer consists of: " + kind.word());
        }
        for (Coordinate coordinate : geometry.getCoordinates()) {
            requireOnMap(coordinate);
        }
        requireValid(geometry);
        return geometry;
    }

    private static Geometry parsed(JsonNode node) {
        try {
            return GeoJson.read(node);
        } catch (RuntimeException problem) {
            throw new RowException("无法读取几何:" + problem.getMessage(), "no geometry: " + problem.getMessage());
        }
    }

    private static void requireOnMap(Coordinate at) {
        if (!(Math.abs(at.x) <= 180 && Math.abs(at.y) <= MAX_LATITUDE)) {
            String place = at.x + ", " + at.y;
            if (Math.abs(at.x) <= 90 && Math.abs(at.y) > 90 && Math.abs(at.y) <= 180) {
                throw new RowException(
                        "经纬度颠倒,应先经度后纬度:" + place,
                        "longitude and latitude are swapped, longitude comes first: " + place);
            }
            throw new RowException("坐标超出经纬度范围:" + place, "not a lon/lat in degrees: " + place);
        }
    }

    private static void requireValid(Geometry geometry) {
        GeometryCheck.fault(geometry).ifPresent(fault -> {
            String place = fault.at() == null ? "" : " (" + fault.at().x + ", " + fault.at().y + ")";
            throw new RowException("几何无效:" + fault.chinese() + place, "invalid geometry: " + fault.english() + place);
        });
    }
}
