package org.anlan.picture.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The columns of many rows, for {@code UNNEST} in one statement. Values may be null. Typed arrays, for PostgreSQL's driver
 * sends those as they are where {@code Object[]} would become one text.
 */
public final class Columns {

    private Columns() {}

    public static <R> Array text(Connection connection, Collection<R> rows, Function<R, String> value)
            throws SQLException {
        return column(connection, "varchar", rows, value, String[]::new);
    }

    public static <R> Array integer(Connection connection, Collection<R> rows, Function<R, Integer> value)
            throws SQLException {
        return column(connection, "int4", rows, value, Integer[]::new);
    }

    public static <R> Array bigint(Connection connection, Collection<R> rows, Function<R, Long> value)
            throws SQLException {
        return column(connection, "int8", rows, value, Long[]::new);
    }

    /** Double precision. */
    public static <R> Array real(Connection connection, Collection<R> rows, Function<R, Double> value)
            throws SQLException {
        return column(connection, "float8", rows, value, Double[]::new);
    }

    private static <R, T> Array column(
            Connection connection, String type, Collection<R> rows, Function<R, T> value, IntFunction<T[]> array)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray(array));
    }
}
