package org.anlan.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.anlan.geo.CqlFilter;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.locationtech.jts.geom.Envelope;
import org.springframework.util.MultiValueMap;

/** The question after the "?", read strictly: an unknown word is refused, not ignored. */
record Query(MultiValueMap<String, String> parameters) {

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    /** @throws PictureException 422 for a parameter that is not taken here, or given twice */
    static Query of(MultiValueMap<String, String> parameters, String... taken) {
        for (var parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            if (!List.of(taken).contains(name)) {
                throw refuse(
                        name,
                        parameter.getValue(),
                        "没有这个参数;可用:" + String.join(" ", taken),
                        "there is no such parameter; there are: " + String.join(" ", taken));
            }
            if (parameter.getValue().size() > 1) {
                throw refuse(name, parameter.getValue(), "只能给一次", "may be given once");
            }
        }
        return new Query(parameters);
    }

    long number(String name, long least, long most, long otherwise) {
        String text = parameters.getFirst(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw outside(name, text, least, most);
        }
        throw outside(name, text, least, most);
    }

    /** RFC 3339 with offset, from 1900 (no database asked with less) to {@code latest}. */
    Optional<Instant> time(String name, Instant latest) {
        String text = parameters.getFirst(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            Instant time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (!time.isAfter(latest) && !time.isBefore(EARLIEST)) {
                return Optional.of(time);
            }
        } catch (DateTimeException notATime) {
            throw refuse(
                    name,
                    text,
                    "须为带时区的时间,如 2021-07-22T21:00:00+08:00",
                    "must be a time with its offset, e.g. 2021-07-22T21:00:00+08:00");
        }
        throw refuse(
                name,
                text,
                "须在 " + EARLIEST + " 与本空间现在的时间 " + latest + " 之间",
                "must lie between " + EARLIEST + " and the space's time now, " + latest);
    }

    private static PictureException outside(String name, String text, long least, long most) {
        return refuse(
                name,
                text,
                "须为 " + least + " 到 " + most + " 的整数",
                "must be a whole number from " + least + " to " + most);
    }

    /** west,south,east,north in degrees. */
    Optional<Envelope> box() {
        String text = parameters.getFirst("bbox");
        if (text == null) {
            return Optional.empty();
        }
        try {
            double[] side = Arrays.stream(text.split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (side.length == 4 && isBox(side)) {
                return Optional.of(new Envelope(side[0], side[2], side[1], side[3]));
            }
        } catch (NumberFormatException notANumber) {
            throw noBox(text);
        }
        throw noBox(text);
    }

    private static boolean isBox(double[] side) {
        return side[0] >= -180
                && side[2] <= 180
                && side[0] <= side[2]
                && side[1] >= -90
                && side[3] <= 90
                && side[1] <= side[3];
    }

    private static PictureException noBox(String text) {
        return refuse(
                "bbox",
                text,
                "须为 西,南,东,北(度,经度在前),如 114.3,35.5,114.8,35.9",
                "must be west,south,east,north in degrees, longitude first, e.g. 114.3,35.5,114.8,35.9");
    }

    /** @param known names of the collection's properties */
    Optional<CqlFilter> filter(Set<String> known) {
        String text = parameters.getFirst("filter");
        if (text == null) {
            return Optional.empty();
        }
        CqlFilter filter;
        try {
            filter = CqlFilter.parse(text);
        } catch (IllegalArgumentException problem) {
            throw refuse(
                    "filter", text, "不是可用的 CQL:" + problem.getMessage(), "no CQL taken here: " + problem.getMessage());
        }
        filter.unknown(known).ifPresent(name -> {
            String names = String.join(" ", new TreeSet<>(known));
            throw refuse("filter", name, "没有这个属性;有:" + names, "there is no such property; there are: " + names);
        });
        return Optional.of(filter);
    }

    private static PictureException refuse(String name, Object value, String zh, String en) {
        return new PictureException(Problem.field("query", name, value, zh, en));
    }
}
