package org.anlan.picture.store;

/** The connection broke at the commit: only the log can tell whether the batch is in it. */
class UnknownOutcomeException extends Exception {

    private static final long serialVersionUID = 1L;

    UnknownOutcomeException(Throwable cause) {
        super("the outcome of a commit is unknown", cause);
    }
}
