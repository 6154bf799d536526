package org.anlan.web;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.anlan.picture.Problem;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.GeometryRule;
import org.springframework.context.annotation.Bean;

/** A collection for tests with every kind of value: handed to a server as a further source of beans. */
public final class Notes {

    public enum Colour {
        RED,
        DARK_BLUE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public record Writer(String name, String phone) {}

    /** Says "unlucky" of 13, and that a text is needed. */
    public record Note(
            String text,
            Colour colour,
            Double metres,
            int count,
            Boolean secret,
            Instant seenAt,
            List<Writer> writers) {

        public Note {
            Objects.requireNonNull(text, "text");
            writers = writers == null ? List.of() : List.copyOf(writers);
            if (count == 13) {
                throw new IllegalArgumentException("count must not be 13");
            }
        }

        Note withoutPhones() {
            List<Writer> shown = writers.stream()
                    .map(writer -> new Writer(writer.name(), null))
                    .toList();
            return new Note(text, colour, metres, count, secret, seenAt, shown);
        }
    }

    public record Addition(int by) {}

    public record Nothing() {}

    public static final CollectionType<Note> TYPE = new CollectionType<>(
            "notes",
            Note.class,
            new GeometryRule(Set.of("Point", "Polygon"), true),
            Set.of(Role.ADMINISTRATOR, Role.DUTY_OFFICER, Role.VIEWER),
            Notes::view);

    private static Optional<Feature<Note>> view(Reader reader, Feature<Note> note) {
        if (reader.role() == Role.ADMINISTRATOR) {
            return Optional.of(note);
        }
        return Boolean.TRUE.equals(note.properties().secret())
                ? Optional.empty()
                : Optional.of(note.withProperties(note.properties().withoutPhones()));
    }

    public static final CommandType<Note> CREATE = new CommandType<>(
            "notes",
            "create",
            Note.class,
            Role.DESK,
            (picture, context, call) ->
                    Decision.accept(Decision.put(TYPE, context.newId("note"), call.geometry(), call.input())));

    public static final CommandType<Note> EDIT =
            new CommandType<>("notes", "edit", Note.class, Role.DESK, (picture, context, call) -> {
                var note = picture.get(TYPE, call.id());
                return Decision.accept(Decision.put(TYPE, note.id(), call.geometry(), call.input()));
            });

    public static final CommandType<Addition> ADD =
            new CommandType<>("notes", "add", Addition.class, Role.DESK, (picture, context, call) -> {
                var note = picture.get(TYPE, call.id());
                var old = note.properties();
                if (call.input().by() > 100) {
                    return Decision.refuse(Problem.of(409, "transition", "一次最多加一百", "at most a hundred at once")
                            .with("allowed", List.of("add")));
                }
                if (call.input().by() == -1) {
                    throw new IllegalStateException("a fault in a rule, on purpose");
                }
                return Decision.accept(Decision.put(
                        note,
                        new Note(
                                old.text(),
                                old.colour(),
                                old.metres(),
                                old.count() + call.input().by(),
                                old.secret(),
                                old.seenAt(),
                                old.writers())));
            });

    public static final CommandType<Nothing> REMOVE = new CommandType<>(
            "notes",
            "remove",
            Nothing.class,
            Set.of(Role.ADMINISTRATOR),
            (picture, context, call) -> Decision.accept(new Decision.Remove("notes", call.id())));

    /** @param more further properties, each beginning with a comma */
    static String body(String text, String more) {
        return "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[114.5,35.6]},"
                + "\"properties\":{\"text\":\"" + text + "\",\"count\":1" + more + "}}";
    }

    @Bean
    CollectionType<Note> noteType() {
        return TYPE;
    }

    @Bean
    CommandType<Note> createNote() {
        return CREATE;
    }

    @Bean
    CommandType<Note> editNote() {
        return EDIT;
    }

    @Bean
    CommandType<Addition> addToNote() {
        return ADD;
    }

    @Bean
    CommandType<Nothing> removeNote() {
        return REMOVE;
    }
}
