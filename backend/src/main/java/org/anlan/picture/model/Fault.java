package org.anlan.picture.model;

import java.sql.SQLException;

/**
 * A fault as it may stand in the log: its types and where it arose, without any message. Messages of exceptions hold what
 * people entered: names, phone numbers, whole rows that a database refused.
 */
public final class Fault extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST_CAUSE = 10;

    private Fault(Throwable thrown, int depth) {
        super(
                type(thrown),
                thrown.getCause() == null || depth == DEEPEST_CAUSE ? null : new Fault(thrown.getCause(), depth + 1),
                false,
                true);
        setStackTrace(thrown.getStackTrace());
    }

    /** To be logged instead of what was thrown. */
    public static Fault of(Throwable thrown) {
        return new Fault(thrown, 1);
    }

    /** In one line; the whole message only when it tells of the connection, which holds nobody's data. */
    public static String brief(Throwable thrown) {
        return thrown instanceof SQLException problem && isConnection(problem) ? thrown.toString() : type(thrown);
    }

    private static boolean isConnection(SQLException problem) {
        String state = problem.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57");
    }

    private static String type(Throwable thrown) {
        String name = thrown.getClass().getName();
        return thrown instanceof SQLException problem ? name + " " + problem.getSQLState() : name;
    }
}
