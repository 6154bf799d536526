package org.anlan.ogc.query;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.anlan.geo.CqlFilter;
import org.anlan.picture.PictureException;
import org.locationtech.jts.geom.Geometry;
import org.springframework.util.MultiValueMap;

/**
 * Which features of a collection are asked for.
 *
 * @param limit 1 to {@link #MOST}
 * @param after only features whose id comes behind this one; "" for the first page
 * @param area what the geometry must touch
 * @param equal wanted values of properties, by name
 */
public record ItemsQuery(
        int limit,
        String after,
        Optional<Geometry> area,
        Optional<Period> period,
        Optional<CqlFilter> filter,
        Map<String, String> equal) {

    public static final int MOST = 10_000;
    public static final int USUAL = 100;
    public static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    public static final String CQL = "cql-text";
    private static final Set<String> NAMES =
            Set.of("limit", "after", "bbox", "datetime", "filter", "filter-lang", "filter-crs");

    /**
     * @param known names a filter may ask for
     * @throws PictureException 400 naming the parameter, its value and what is wanted
     */
    public static ItemsQuery read(MultiValueMap<String, String> given, Set<String> known) {
        Set<String> properties = properties(known);
        Set<String> taken = new TreeSet<>(NAMES);
        taken.addAll(properties);
        Parameters parameters = Parameters.of(given, taken);
        require(parameters, "filter-lang", CQL);
        require(parameters, "filter-crs", CRS84);
        Map<String, String> equal = new TreeMap<>();
        properties.forEach(name -> parameters.find(name).ifPresent(value -> equal.put(name, value)));
        return new ItemsQuery(
                parameters.find("limit").map(ItemsQuery::limit).orElse(USUAL),
                parameters.find("after").orElse(""),
                parameters.find("bbox").map(ItemsQuery::area),
                parameters.find("datetime").map(ItemsQuery::period),
                parameters.find("filter").map(text -> filter(text, known)),
                equal);
    }

    /** Those of the names that are parameters, too. The id is not: it has a path, and is a keyword of CQL. */
    public static Set<String> properties(Set<String> known) {
        Set<String> properties = new TreeSet<>(known);
        properties.removeAll(NAMES);
        properties.remove("id");
        return properties;
    }

    /** Whether features must be opened to know if they are meant. */
    public boolean asksForValues() {
        return filter.isPresent() || !equal.isEmpty();
    }

    private static void require(Parameters parameters, String name, String only) {
        parameters.find(name).filter(given -> !given.equals(only)).ifPresent(other -> {
            throw Parameters.refuse(name, other, "只有 " + only, "there is only " + only);
        });
    }

    /** More than the most is not refused but means the most: so the standard wants it. */
    private static int limit(String text) {
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) < 1) {
            throw Parameters.refuse(
                    "limit", text, "须为 1 到 " + MOST + " 的整数", "must be a whole number from 1 to " + MOST);
        }
        return (int) Math.min(MOST, Long.parseLong(text));
    }

    private static Geometry area(String text) {
        return Area.parse(text)
                .orElseThrow(() -> Parameters.refuse(
                        "bbox",
                        text,
                        "须为 西,南,东,北(度,经度在前)四个数,或带高程的六个数,如 114.3,35.5,114.8,35.9",
                        "must be west,south,east,north in degrees, longitude first, or six numbers with heights,"
                                + " e.g. 114.3,35.5,114.8,35.9"));
    }

    private static Period period(String text) {
        return Period.parse(text)
                .orElseThrow(() -> Parameters.refuse(
                        "datetime",
                        text,
                        "须为带时区的时间或区间,如 2021-07-22T21:00:00+08:00 或 2021-07-21T00:00:00Z/..",
                        "must be a time with its offset or a span from past to future,"
                                + " e.g. 2021-07-22T21:00:00+08:00 or 2021-07-21T00:00:00Z/.."));
    }

    private static CqlFilter filter(String text, Set<String> known) {
        CqlFilter filter;
        try {
            filter = CqlFilter.parse(text);
        } catch (IllegalArgumentException problem) {
            throw Parameters.refuse(
                    "filter", text, "不是可用的 CQL:" + problem.getMessage(), "no CQL taken here: " + problem.getMessage());
        }
        filter.unknown(known).ifPresent(name -> {
            String names = String.join(" ", new TreeSet<>(known));
            throw Parameters.refuse(
                    "filter", name, "没有这个属性;有:" + names, "there is no such property; there are: " + names);
        });
        return filter;
    }
}
