package org.anlan.ogc;

import java.math.BigDecimal;
import org.anlan.geo.CqlFilter;
import org.anlan.ogc.query.ItemsQuery;
import org.anlan.web.JsonValues;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A feature as it is given out.
 *
 * @param geometry lon/lat, or null
 */
record Item(String id, Geometry geometry, ObjectNode properties) {

    boolean answers(ItemsQuery query) {
        return query.equal().entrySet().stream().allMatch(each -> is(properties.path(each.getKey()), each.getValue()))
                && query.filter().map(this::answers).orElse(true);
    }

    private static boolean is(JsonNode value, String wanted) {
        if (!value.isNumber()) {
            return value.isValueNode() && value.asString().equals(wanted);
        }
        try {
            return value.decimalValue().compareTo(new BigDecimal(wanted)) == 0;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    /** The filter sees the properties, and the id unless a property has that name. */
    private boolean answers(CqlFilter filter) {
        JsonValues values = new JsonValues(properties);
        return filter.test(geometry, name -> name.equals("id") && !values.has(name) ? id : values.apply(name));
    }
}
