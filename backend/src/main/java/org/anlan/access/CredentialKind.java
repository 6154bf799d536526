package org.anlan.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Locale;

/** What a caller proved itself with. All but {@link #BASIC} are random tokens whose hash lies in the database. */
public enum CredentialKind {
    /** A browser's log-in, carried by the cookie. Idle 12 hours ends it, and so does a week. */
    SESSION(Duration.ofHours(12), Duration.ofDays(7)),
    /** A field phone joined by a link. */
    DEVICE(Duration.ofDays(30), null),
    /** A wall joined by a link. */
    VIEWER(Duration.ofDays(30), null),
    /** Another program; lives as long as was said when it was made. */
    PROGRAM(null, null),
    /** Thirty seconds to open one WebSocket. */
    WS_TICKET(null, null),
    /** Account name and password with each request: curl, QGIS. */
    BASIC(null, null);

    private final Duration idle;
    private final Duration longest;

    CredentialKind(Duration idle, Duration longest) {
        this.idle = idle;
        this.longest = longest;
    }

    /** How long it lives after its last use; null = use does not prolong it. */
    public Duration idle() {
        return idle;
    }

    /** How long it lives at most, however much it is used; null = no such limit. */
    public Duration longest() {
        return longest;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when no kind has this word */
    public static CredentialKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
