package org.anlan.picture.store;

import java.sql.SQLException;

/** The connection broke at the commit: only the log can tell whether the batch is in it. */
class UnknownOutcomeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient SQLException failure;

    UnknownOutcomeException(SQLException failure) {
        super("the outcome of a commit is unknown", failure);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }
}
