package org.anlan.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.anlan.fieldreport.Danger;
import org.anlan.fieldreport.Kind;
import org.anlan.fieldreport.Severity;
import org.anlan.picture.model.Verbatim;
import org.anlan.unit.Dyke;

/**
 * An incident. Flat on the wire; in code it is read and changed by its parts {@link Origin}, {@link Subject},
 * {@link Site} and {@link Course}.
 *
 * @param number counts per year in the space, e.g. "2026-0007"
 * @param grade null while nobody has graded it
 * @param place as it was said, or null
 * @param reports ids of the field reports it is made of, in the order they came
 * @param timeline oldest first
 */
public record Incident(
        @Verbatim String number,
        String title,
        Kind kind,
        Danger danger,
        Severity severity,
        Grade grade,
        IncidentState state,
        String place,
        @Verbatim String village,
        String villageName,
        String townName,
        Dyke.Mark chainage,
        Instant occurredAt,
        Instant openedAt,
        Source source,
        NamedPhone caller,
        NamedPhone commander,
        @Verbatim List<String> reports,
        List<Entry> timeline,
        Instant closedAt) {

    public enum Source {
        REPORT,
        PHONE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum EntryKind {
        OPENED,
        STATE,
        REPORT,
        NOTE,
        GRADE,
        COMMANDER,
        EDIT;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param phone null when not known or not for the reader */
    public record NamedPhone(String name, String phone) {}

    /**
     * One line of the timeline. Phone numbers are kept out of it.
     *
     * @param text what a person wrote, or a sentence of the system
     * @param textEn the system's sentence in English; null for what a person wrote
     * @param from what it was before: a state, grade or name; null when there is none
     * @param to what it became
     */
    public record Entry(Instant at, String by, EntryKind entry, String text, String textEn, String from, String to) {}

    /** What never changes. */
    public record Origin(String number, Instant openedAt, Source source) {}

    /** What it is about. */
    public record Subject(
            String title, Kind kind, Danger danger, Severity severity, Instant occurredAt, NamedPhone caller) {}

    /** Where it is, besides the geometry. */
    public record Site(String place, String village, String villageName, String townName, Dyke.Mark chainage) {}

    /** How it goes on. */
    public record Course(
            IncidentState state,
            Grade grade,
            NamedPhone commander,
            List<String> reports,
            List<Entry> timeline,
            Instant closedAt) {

        static Course begun(Grade grade, List<String> reports, Entry opened) {
            return new Course(IncidentState.UNVERIFIED, grade, null, reports, List.of(opened), null);
        }

        Course in(IncidentState next, Instant closed) {
            return new Course(next, grade, commander, reports, timeline, closed);
        }

        Course graded(Grade next) {
            return new Course(state, next, commander, reports, timeline, closedAt);
        }

        Course ledBy(NamedPhone next) {
            return new Course(state, grade, next, reports, timeline, closedAt);
        }

        Course with(String report) {
            List<String> all = new ArrayList<>(reports);
            all.add(report);
            return new Course(state, grade, commander, all, timeline, closedAt);
        }

        Course without(String report) {
            List<String> all = new ArrayList<>(reports);
            all.remove(report);
            return new Course(state, grade, commander, all, timeline, closedAt);
        }

        Course with(Entry entry) {
            List<Entry> all = new ArrayList<>(timeline);
            all.add(entry);
            return new Course(state, grade, commander, reports, all, closedAt);
        }
    }

    public Incident {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(openedAt, "openedAt");
        Objects.requireNonNull(source, "source");
        reports = List.copyOf(reports);
        timeline = List.copyOf(timeline);
        if (!number.matches("\\d{4}-\\d{4,}") || title.isBlank()) {
            throw new IllegalArgumentException("number \"" + number + "\", title \"" + title + "\"");
        }
        if ((kind == Kind.DANGER) != (danger != null)) {
            throw new IllegalArgumentException("kind " + kind + " with danger " + danger);
        }
        if ((state == IncidentState.CLOSED) != (closedAt != null)) {
            throw new IllegalArgumentException("state " + state + " with closedAt " + closedAt);
        }
    }

    static Incident of(Origin from, Subject about, Site at, Course goes) {
        return new Incident(
                from.number,
                about.title,
                about.kind,
                about.danger,
                about.severity,
                goes.grade,
                goes.state,
                at.place,
                at.village,
                at.villageName,
                at.townName,
                at.chainage,
                about.occurredAt,
                from.openedAt,
                from.source,
                about.caller,
                goes.commander,
                goes.reports,
                goes.timeline,
                goes.closedAt);
    }

    public Origin origin() {
        return new Origin(number, openedAt, source);
    }

    public Subject subject() {
        return new Subject(title, kind, danger, severity, occurredAt, caller);
    }

    public Site site() {
        return new Site(place, village, villageName, townName, chainage);
    }

    public Course course() {
        return new Course(state, grade, commander, reports, timeline, closedAt);
    }

    /** The same incident, gone further. */
    Incident going(UnaryOperator<Course> step) {
        return of(origin(), subject(), site(), step.apply(course()));
    }
}
