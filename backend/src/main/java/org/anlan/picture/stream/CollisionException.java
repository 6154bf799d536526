package org.anlan.picture.stream;

import java.sql.SQLException;

/** Another writer brought some of the same rows meanwhile. Nothing was written: look at what is there and decide anew. */
public final class CollisionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CollisionException(SQLException collision) {
        super(collision);
    }
}
