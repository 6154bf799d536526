package org.anlan.layer.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.anlan.layer.catalogue.GeometryKind;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** A layer of small random features that is edited at random, as the database would keep it. */
public final class EditScript {

    public static final double WEST = 114.4;
    public static final double SOUTH = 35.6;
    public static final double SIDE = 0.06;

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final GeometryKind kind;
    private final Random random;
    private final List<LayerRow> rows = new ArrayList<>();
    private final List<LayerChange> changes = new ArrayList<>();
    private int created;

    public EditScript(GeometryKind kind, int count, Random random) {
        this.kind = kind;
        this.random = random;
        for (int row = 1; row <= count; row++) {
            rows.add(new LayerRow("f" + row, row, geometry(), properties()));
        }
    }

    /** As a load at this moment would read it. */
    public LayerBase base() {
        List<LayerRow> ordered =
                rows.stream().sorted(Comparator.comparingLong(LayerRow::place)).toList();
        return new LayerBase(changes.size(), 0, ordered);
    }

    public List<LayerChange> changes() {
        return changes;
    }

    /** One more edit: half of them change a feature, the others create or remove one. */
    public LayerChange edit() {
        long number = changes.size() + 1L;
        int what = rows.isEmpty() ? 2 : random.nextInt(4);
        LayerRow before = what == 2 ? null : rows.remove(random.nextInt(rows.size()));
        LayerRow after = null;
        if (what != 3) {
            String id = before == null ? "new" + created++ : before.id();
            int row = before == null ? 0 : before.row();
            after = new LayerRow(id, row, number, what == 1 ? before.geometry() : geometry(), properties());
            rows.add(after);
        }
        LayerChange change = new LayerChange(number, before == null ? 0 : before.place(), after);
        changes.add(change);
        return change;
    }

    public Map<String, Object> properties() {
        return Map.of("name", "n" + random.nextInt(500), "floors", random.nextInt(4));
    }

    public Geometry geometry() {
        double lon = WEST + random.nextDouble() * SIDE;
        double lat = SOUTH + random.nextDouble() * SIDE;
        double size = Math.pow(10, -4.3 + 2 * random.nextDouble());
        return switch (kind) {
            case POINT -> FACTORY.createPoint(new Coordinate(lon, lat));
            case LINE ->
                FACTORY.createLineString(new Coordinate[] {
                    new Coordinate(lon, lat),
                    new Coordinate(lon + size, lat + size * random.nextDouble()),
                    new Coordinate(lon + 2 * size, lat)
                });
            case POLYGON ->
                FACTORY.createPolygon(new Coordinate[] {
                    new Coordinate(lon, lat),
                    new Coordinate(lon + size, lat),
                    new Coordinate(lon + size * random.nextDouble(), lat + size),
                    new Coordinate(lon, lat)
                });
        };
    }
}
