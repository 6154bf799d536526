package org.anlan.access.account;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The configured first password breaks the rules for passwords. */
class WeakAdminPassword extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WeakAdminPassword(String rule) {
        super("ANLAN_ADMIN_PASSWORD is not taken: " + rule);
    }

    /** Prints the rule in place of a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<WeakAdminPassword> {

        @Override
        protected FailureAnalysis analyze(Throwable root, WeakAdminPassword cause) {
            return new FailureAnalysis(
                    cause.getMessage(),
                    "Set ANLAN_ADMIN_PASSWORD to a longer one, or leave it empty to have one generated.",
                    cause);
        }
    }
}
