package org.anlan.access;

import org.anlan.picture.Actor;

/**
 * The record of who entered, which passwords and codes were wrong, who changed accounts, tokens, links and webhooks, and
 * who looked at the list of accounts; changes of the picture are not here but in its log. Calls block on the database:
 * never on an event loop. Nothing written here may hold a password, a token or a phone number.
 */
public interface Audit {

    /**
     * @param event what happened: lower-case words with hyphens, at most 64 characters, e.g. "log-in", "view-phones"
     * @param target id or name of what it happened to, or null
     * @param address where the caller came from, or null
     * @param detail one sentence or null; cut at 500 characters
     */
    record Entry(String event, Actor actor, String target, String address, String detail) {

        public Entry {
            if (event == null || !event.matches("[a-z0-9-]{1,64}")) {
                throw new IllegalArgumentException("audit event \"" + event + "\"");
            }
        }
    }

    void record(Entry entry);
}
