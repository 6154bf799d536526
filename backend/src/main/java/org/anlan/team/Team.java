package org.anlan.team;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.anlan.picture.model.Verbatim;

/**
 * A team as the county counts on it.
 *
 * @param town division code of the town it belongs to, or null
 * @param size people
 * @param task what it does now, or null
 * @param incident id of the incident it works on, or null
 * @param statusSince space time; null in a drill until its status is reported there
 * @param basis where the entry comes from: a demo one is marked 示例 wherever it is shown
 * @param sharedBy whose phones share its position
 */
public record Team(
        String name,
        Kind kind,
        @Verbatim String town,
        int size,
        Person leader,
        List<Member> members,
        List<Equipment> equipment,
        Status status,
        String task,
        @Verbatim String incident,
        Instant statusSince,
        Basis basis,
        List<Sharer> sharedBy) {

    public enum Kind {
        RESCUE,
        PATROL,
        ENGINEERING,
        ARMY,
        MEDICAL,
        TRANSPORT,
        OTHER;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Status {
        STANDBY,
        MOVING,
        WORKING,
        RESTING,
        OFF;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Basis {
        DEMO,
        RECORD,
        OPERATOR;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param phone also for field phones, which have to find the team; {@link Teams} says from whom it is kept */
    public record Person(String name, @Verbatim String phone) {}

    public record Member(String name, String phone, String skill) {}

    public record Equipment(String name, int count, String unit) {}

    /** @param id of the account or device */
    public record Sharer(@Verbatim String id, String name) {}

    public Team {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(basis, "basis");
        if (name == null || name.isBlank() || name.length() > 60 || size < 0 || size > 100_000) {
            throw new IllegalArgumentException("team \"" + name + "\" of " + size);
        }
        members = members == null ? List.of() : List.copyOf(members);
        equipment = equipment == null ? List.of() : List.copyOf(equipment);
        sharedBy = sharedBy == null ? List.of() : List.copyOf(sharedBy);
    }

    /** Whether this phone has agreed to share the team's position. */
    public boolean isSharedBy(String actor) {
        return sharedBy.stream().anyMatch(sharer -> sharer.id().equals(actor));
    }

    Team with(Status next, String doing, String at, Instant now) {
        return new Team(name, kind, town, size, leader, members, equipment, next, doing, at, now, basis, sharedBy);
    }

    Team sharedBy(List<Sharer> sharers) {
        return new Team(
                name,
                kind,
                town,
                size,
                leader,
                members,
                equipment,
                status,
                task,
                incident,
                statusSince,
                basis,
                sharers);
    }

    /** Without the members' telephone numbers, and also without the leader's. */
    Team withoutPhones(boolean leadersToo) {
        return new Team(
                name,
                kind,
                town,
                size,
                leader == null || !leadersToo ? leader : new Person(leader.name(), null),
                members.stream()
                        .map(member -> new Member(member.name(), null, member.skill()))
                        .toList(),
                equipment,
                status,
                task,
                incident,
                statusSince,
                basis,
                sharedBy);
    }
}
