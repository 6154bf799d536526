package org.anlan.picture.model;

import org.locationtech.jts.geom.Geometry;

/**
 * What is asked of a command.
 *
 * @param id the addressed feature; null for create
 * @param geometry the geometry of the body of create and edit, else null
 * @param input the typed body
 * @param expectedVersion the version the caller saw (If-Match), or null; checked before the command decides
 */
public record Call<I>(String id, Geometry geometry, I input, Long expectedVersion) {

    public static <I> Call<I> create(Geometry geometry, I input) {
        return new Call<>(null, geometry, input, null);
    }

    public static <I> Call<I> on(String id, I input) {
        return new Call<>(id, null, input, null);
    }
}
