package org.anlan;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What the server was given to start with does not do; the message says what is wrong, the action what to do. */
class SurroundingsException extends RuntimeException {

    private final String action;

    SurroundingsException(String message, String action) {
        super(message);
        this.action = action;
    }

    /** Prints the message and the action in place of a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<SurroundingsException> {

        @Override
        protected FailureAnalysis analyze(Throwable root, SurroundingsException cause) {
            return new FailureAnalysis(cause.getMessage(), cause.action, cause);
        }
    }
}
