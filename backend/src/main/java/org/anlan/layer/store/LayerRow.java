package org.anlan.layer.store;

import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * One feature of a reference layer.
 *
 * @param geometry EPSG:4490 lon/lat, valid, of the layer's kind
 * @param properties as in the file: text, numbers, booleans, null, or whatever JSON holds
 */
public record LayerRow(String id, int row, Geometry geometry, Map<String, Object> properties) {}
