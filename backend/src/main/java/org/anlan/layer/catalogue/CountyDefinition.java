package org.anlan.layer.catalogue;

import java.util.List;

/** config/county.yaml as written; the keys are explained there. */
public record CountyDefinition(
        String code,
        String name,
        String nameEn,
        List<Double> centre,
        List<Double> bounds,
        String boundary,
        String mapNote) {

    public CountyDefinition {
        if (code == null || name == null || nameEn == null || boundary == null) {
            throw new IllegalArgumentException("code, name, name-en and boundary must be given");
        }
        if (!code.matches("\\d{6}")) {
            throw new IllegalArgumentException("code needs six digits in quotes: " + code);
        }
        centre = numbers("centre", centre, 2);
        bounds = numbers("bounds", bounds, 4);
        if (bounds.get(0) >= bounds.get(2) || bounds.get(1) >= bounds.get(3)) {
            throw new IllegalArgumentException("bounds are west, south, east, north: " + bounds);
        }
    }

    private static List<Double> numbers(String key, List<Double> values, int count) {
        if (values == null || values.size() != count) {
            throw new IllegalArgumentException(key + " needs " + count + " numbers: " + values);
        }
        return List.copyOf(values);
    }
}
