package org.anlan.feed;

import java.util.Optional;
import java.util.Set;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.GeometryRule;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A collection for the tests of the feed: notes, of which viewers see only those that are not secret. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("test.notes")
class FeedNotes {

    record Note(String text, boolean secret) {}

    static final CollectionType<Note> NOTES = new CollectionType<>(
            "notes",
            Note.class,
            GeometryRule.optionalPoint(),
            Role.ALL,
            (reader, note) ->
                    reader.role() == Role.VIEWER && note.properties().secret() ? Optional.empty() : Optional.of(note));

    @Bean
    CollectionType<Note> notes() {
        return NOTES;
    }

    @Bean
    CommandType<Note> createNote() {
        return new CommandType<>(
                "notes",
                "create",
                Note.class,
                Set.of(Role.ADMINISTRATOR),
                (picture, context, call) ->
                        Decision.accept(Decision.put(NOTES, context.newId("note"), null, call.input())));
    }

    @Bean
    CommandType<Note> writeNote() {
        return new CommandType<>(
                "notes",
                "write",
                Note.class,
                Set.of(Role.ADMINISTRATOR),
                (picture, context, call) -> Decision.accept(Decision.put(picture.get(NOTES, call.id()), call.input())));
    }

    @Bean
    CommandType<Note> removeNote() {
        return new CommandType<>(
                "notes",
                "remove",
                Note.class,
                Set.of(Role.ADMINISTRATOR),
                (picture, context, call) -> Decision.accept(new Decision.Remove("notes", call.id())));
    }
}
