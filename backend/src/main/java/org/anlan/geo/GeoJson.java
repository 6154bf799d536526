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

/** GeoJSON geometries (RFC 7946) in and out; coordinates are lon/lat. */
public final class GeoJson {

    private static final GeometryFactory FACTORY = new GeometryFactory(new PrecisionModel(), 4490);

    private GeoJson() {}

    /** @throws IllegalArgumentException when the node is no geometry */
    public static Geometry read(JsonNode node) {
        JsonNode at = node.path("coordinates");
        return switch (node.path("type").asString("")) {
            case "Point" -> FACTORY.createPoint(coordinate(at));
            case "LineString" -> FACTORY.createLineString(coordinates(at));
            case "Polygon" -> polygon(at);
            case "MultiPoint" -> FACTORY.createMultiPointFromCoords(coordinates(at));
            case "MultiLineString" ->
                FACTORY.createMultiLineString(each(at).map(line -> FACTORY.createLineString(coordinates(line)))
                        .toArray(LineString[]::new));
            case "MultiPolygon" ->
                FACTORY.createMultiPolygon(each(at).map(GeoJson::polygon).toArray(Polygon[]::new));
            default -> throw new IllegalArgumentException("not a GeoJSON geometry: " + node.path("type"));
        };
    }

    private static java.util.stream.Stream<JsonNode> each(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items.stream();
    }

    private static Polygon polygon(JsonNode rings) {
        List<LinearRing> all = each(rings)
                .map(ring -> FACTORY.createLinearRing(coordinates(ring)))
                .toList();
        return FACTORY.createPolygon(all.get(0), all.subList(1, all.size()).toArray(LinearRing[]::new));
    }

    private static Coordinate[] coordinates(JsonNode array) {
        return each(array).map(GeoJson::coordinate).toArray(Coordinate[]::new);
    }

    private static Coordinate coordinate(JsonNode pair) {
        return new Coordinate(pair.get(0).asDouble(), pair.get(1).asDouble());
    }

    public static void write(Geometry geometry, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("type", geometry.getGeometryType());
        json.writeName("coordinates");
        writeCoordinates(geometry, json);
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

    private static void writeCoordinate(Coordinate coordinate, JsonGenerator json) {
        json.writeStartArray();
        json.writeNumber(coordinate.x);
        json.writeNumber(coordinate.y);
        json.writeEndArray();
    }
}
