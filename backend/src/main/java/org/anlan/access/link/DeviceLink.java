package org.anlan.access.link;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.anlan.access.CredentialKind;
import org.anlan.picture.Role;

/**
 * A link that makes one device.
 *
 * @param account id of the account the device acts for, or null: then it is an actor of its own
 * @param createdBy name of who made it
 * @param device how the joined device describes itself, or null
 * @param token id of the joined device's token, or null
 * @param renewal what it renews, or null
 */
public record DeviceLink(
        String id,
        Purpose purpose,
        String displayName,
        String account,
        Set<String> units,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        Instant joinedAt,
        String device,
        String token,
        Instant revokedAt,
        Renewal renewal) {

    /**
     * The device goes on as one that was there, so that what lies on the phone is still its own.
     *
     * @param link id of that one's link, which ends when this one joins
     * @param actor id under which that one acted
     */
    public record Renewal(String link, String actor) {}

    /** What the device is for decides its page, its role and the kind of its token. */
    public enum Purpose {
        FIELD("/field.html", Role.FIELD, CredentialKind.DEVICE),
        VIEWER("/wall.html", Role.VIEWER, CredentialKind.VIEWER);

        private final String page;
        private final Role role;
        private final CredentialKind kind;

        Purpose(String page, Role role, CredentialKind kind) {
            this.page = page;
            this.role = role;
            this.kind = kind;
        }

        public String page() {
            return page;
        }

        public Role role() {
            return role;
        }

        public CredentialKind kind() {
            return kind;
        }

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where a link stands. */
    public enum State {
        WAITING,
        JOINED,
        EXPIRED,
        REVOKED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public DeviceLink {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(purpose, "purpose");
        units = Set.copyOf(units);
    }

    /** The id under which the device acts. */
    public String actorId() {
        if (account != null) {
            return account;
        }
        return renewal == null ? "device-" + id : renewal.actor();
    }

    /** @param tokenLives whether the token it was exchanged for is still valid; a joined link ends with that */
    public State state(Instant now, boolean tokenLives) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        if (joinedAt != null) {
            return tokenLives ? State.JOINED : State.EXPIRED;
        }
        return now.isBefore(expiresAt) ? State.WAITING : State.EXPIRED;
    }
}
