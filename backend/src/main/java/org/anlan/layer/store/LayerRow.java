package org.anlan.layer.store;

import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * One feature of a reference layer.
 *
 * @param row of the file's features, from 1; of an edited feature the row it replaced, 0 when the file has none
 * @param edit the number of the edit that made it what it is; 0 = it is as in the file
 * @param geometry EPSG:4490 lon/lat, valid, of the layer's kind
 * @param properties as in the file: text, numbers, booleans, null, or whatever JSON holds
 */
public record LayerRow(String id, int row, long edit, Geometry geometry, Map<String, Object> properties) {

    /** As in the file. */
    public LayerRow(String id, int row, Geometry geometry, Map<String, Object> properties) {
        this(id, row, 0, geometry, properties);
    }

    /** Where it stands among the layer's features: those of the file in its order, then the edited ones in theirs. */
    public long place() {
        return place(edit, row);
    }

    static long place(long edit, int row) {
        return edit == 0 ? row : (1L << Integer.SIZE) + edit;
    }
}
