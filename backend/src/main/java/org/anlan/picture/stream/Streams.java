package org.anlan.picture.stream;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The streams of all spaces on this node. */
public interface Streams {

    /** Writes the series' rows inside the transaction that also moves the newest values. */
    @FunctionalInterface
    interface Series {
        /** @throws CollisionException when another writer brought some of the rows meanwhile; nothing is then written */
        void write(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    interface Listener {
        /** Called in order for each space and stream, never at the same time; must not block. */
        void moved(StreamType type, List<Latest> values);
    }

    Collection<StreamType> types();

    Optional<StreamType> find(String name);

    /** The newest value of each key, from memory. */
    List<Latest> latest(String space, StreamType type);

    /** Grows whenever a newest value of the space moves on this node. */
    long moves(String space);

    /**
     * One transaction: the series, then the newest value of each key unless a newer one is there; of the same time the last
     * one told counts. When it returns, it
     * is on the disk and on its way to the viewers. Values that are not the newest of their key only enter the series.
     *
     * @throws org.anlan.picture.PictureException 503 when the database cannot be reached; nothing was changed, or
     *     writing it again changes nothing
     * @throws CollisionException as the series threw it
     */
    void write(String space, StreamType type, List<Latest> values, Series series);

    AutoCloseable listen(String space, Listener listener);
}
