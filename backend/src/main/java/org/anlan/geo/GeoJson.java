package org.anlan.geo;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * GeoJSON geometries (RFC 7946) in and out: lon/lat in degrees. Read strictly: what is wrong is named with its value. A
 * third number (height) is dropped. Written with at most seven decimals, a centimetre.
 */
public final class GeoJson {

    private static final GeometryFactory FACTORY = new GeometryFactory(new PrecisionModel(), Crs.CGCS2000);
    private static final int MAX_COORDINATES = 1_000_000;
    private static final double DECIMALS = 1e7;

    private GeoJson() {}

    /** @throws GeoException when the node is no geometry, naming the part and its value */
    public static Geometry read(JsonNode node) {
        return new Reading().geometry(node);
    }

    public static void write(Geometry geometry, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("type", geometry.getGeometryType());
        if (geometry.getClass() == GeometryCollection.class) {
            json.writeName("geometries");
            json.writeStartArray();
            for (int part = 0; part < geometry.getNumGeometries(); part++) {
                write(geometry.getGeometryN(part), json);
            }
            json.writeEndArray();
        } else {
            json.writeName("coordinates");
            writeCoordinates(geometry, json);
        }
        json.writeEndObject();
    }

    private static void writeCoordinates(Geometry geometry, JsonGenerator json) {
        if (geometry instanceof Point point) {
            writeCoordinate(point.getCoordinate(), json);
            return;
        }
        json.writeStartArray();
        if (geometry instanceof GeometryCollection parts) {
            for (int part = 0; part < parts.getNumGeometries(); part++) {
                writeCoordinates(parts.getGeometryN(part), json);
            }
        } else if (geometry instanceof Polygon polygon) {
            writeCoordinates(polygon.getExteriorRing(), json);
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                writeCoordinates(polygon.getInteriorRingN(hole), json);
            }
        } else {
            for (Coordinate coordinate : geometry.getCoordinates()) {
                writeCoordinate(coordinate, json);
            }
        }
        json.writeEndArray();
    }

    private static void writeCoordinate(Coordinate place, JsonGenerator json) {
        json.writeStartArray();
        if (place != null) {
            json.writeNumber(Math.rint(place.x * DECIMALS) / DECIMALS);
            json.writeNumber(Math.rint(place.y * DECIMALS) / DECIMALS);
        }
        json.writeEndArray();
    }

    /** One reading, which counts its coordinates. */
    private static final class Reading {

        private int count;

        Geometry geometry(JsonNode node) {
            if (!node.isObject()) {
                throw wrong("几何须为 GeoJSON 对象", "a geometry must be a GeoJSON object", node);
            }
            JsonNode at = node.path("coordinates");
            return switch (node.path("type").asString("")) {
                case "Point" -> FACTORY.createPoint(coordinate(at));
                case "LineString" -> line(at);
                case "Polygon" -> polygon(at);
                case "MultiPoint" -> FACTORY.createMultiPointFromCoords(coordinates(at));
                case "MultiLineString" ->
                    FACTORY.createMultiLineString(
                            each(at).stream().map(this::line).toArray(LineString[]::new));
                case "MultiPolygon" ->
                    FACTORY.createMultiPolygon(
                            each(at).stream().map(this::polygon).toArray(Polygon[]::new));
                case "GeometryCollection" ->
                    FACTORY.createGeometryCollection(each(node.path("geometries")).stream()
                            .map(this::geometry)
                            .toArray(Geometry[]::new));
                default -> throw wrong("未知的几何类型", "unknown geometry type", node.path("type"));
            };
        }

        private LineString line(JsonNode array) {
            Coordinate[] places = coordinates(array);
            if (places.length < 2) {
                throw wrong("线至少要两个点", "a line has at least two points", array);
            }
            return FACTORY.createLineString(places);
        }

        private Polygon polygon(JsonNode rings) {
            List<LinearRing> all = each(rings).stream().map(this::ring).toList();
            if (all.isEmpty()) {
                throw wrong("面至少要一个环", "a polygon has at least one ring", rings);
            }
            return FACTORY.createPolygon(all.get(0), all.subList(1, all.size()).toArray(LinearRing[]::new));
        }

        private LinearRing ring(JsonNode array) {
            Coordinate[] places = coordinates(array);
            if (places.length < 4) {
                throw wrong("环至少要四个点(首尾相同)", "a ring has at least four points, the last like the first", array);
            }
            if (!places[0].equals2D(places[places.length - 1])) {
                throw wrong("环未闭合:首尾两点须相同", "the ring is not closed: its last point must be its first", array);
            }
            return FACTORY.createLinearRing(places);
        }

        private static List<JsonNode> each(JsonNode array) {
            if (!array.isArray()) {
                throw wrong("此处须为数组", "an array is needed here", array);
            }
            List<JsonNode> items = new ArrayList<>(array.size());
            array.forEach(items::add);
            return items;
        }

        private Coordinate[] coordinates(JsonNode array) {
            return each(array).stream().map(this::coordinate).toArray(Coordinate[]::new);
        }

        private Coordinate coordinate(JsonNode pair) {
            boolean numbers = pair.isArray()
                    && pair.size() >= 2
                    && pair.get(0).isNumber()
                    && pair.get(1).isNumber();
            if (!numbers) {
                throw wrong("坐标须为 [经度, 纬度] 两个数", "a position must be two numbers [lon, lat]", pair);
            }
            if (++count > MAX_COORDINATES) {
                throw new GeoException("坐标超过 100 万个", "more than 1,000,000 positions");
            }
            return new Coordinate(pair.get(0).asDouble(), pair.get(1).asDouble());
        }

        private static GeoException wrong(String chinese, String english, JsonNode value) {
            String text = value.toString();
            String shown = text.length() <= 80 ? text : text.substring(0, 80) + "…";
            return new GeoException(chinese + ":" + shown, english + ": " + shown);
        }
    }
}
