package org.anlan.feed;

import java.util.Optional;
import java.util.Set;
import org.anlan.picture.Actor;
import org.anlan.picture.Answer;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.GeometryRule;
import org.springframework.context.annotation.Bean;

/**
 * Two collections for the tests of the feed, handed to a server as a further source of beans: notes, of which viewers
 * see only those that are not secret and no phone numbers, and papers, which only the desk may read.
 */
final class FeedNotes {

    record Note(String text, boolean secret, String phone) {
        Note(String text) {
            this(text, false, null);
        }
    }

    record Paper(String text) {}

    record Nothing() {}

    static final CollectionType<Note> NOTES =
            new CollectionType<>("notes", Note.class, GeometryRule.optionalPoint(), Role.ALL, FeedNotes::view);

    static final CollectionType<Paper> PAPERS =
            CollectionType.open("papers", Paper.class, GeometryRule.optionalPoint(), Role.DESK);

    static final Set<Role> WRITERS = Set.of(Role.ADMINISTRATOR);

    static final CommandType<Note> CREATE = new CommandType<>(
            "notes",
            "create",
            Note.class,
            WRITERS,
            (picture, context, call) ->
                    Decision.accept(Decision.put(NOTES, context.newId("note"), null, call.input())));

    static final CommandType<Note> WRITE = new CommandType<>(
            "notes",
            "write",
            Note.class,
            WRITERS,
            (picture, context, call) -> Decision.accept(Decision.put(picture.get(NOTES, call.id()), call.input())));

    static final CommandType<Nothing> REMOVE = new CommandType<>(
            "notes",
            "remove",
            Nothing.class,
            WRITERS,
            (picture, context, call) -> Decision.accept(new Decision.Remove("notes", call.id())));

    static final CommandType<Paper> FILE = new CommandType<>(
            "papers",
            "create",
            Paper.class,
            WRITERS,
            (picture, context, call) ->
                    Decision.accept(Decision.put(PAPERS, context.newId("paper"), null, call.input())));

    private static Optional<Feature<Note>> view(Reader reader, Feature<Note> note) {
        if (reader.role() != Role.VIEWER) {
            return Optional.of(note);
        }
        Note whole = note.properties();
        if (whole.secret()) {
            return Optional.empty();
        }
        return Optional.of(whole.phone() == null ? note : note.withProperties(new Note(whole.text(), false, null)));
    }

    /** Writes through the space itself and waits until it is durable. */
    record Writer(Space space) {

        private static final Actor ADMIN = new Actor("a-writer", "writer", Role.ADMINISTRATOR, Set.of());

        String create(Note note) {
            Answer answer = ask(CREATE, Call.create(null, note));
            return tools.jackson.databind.json.JsonMapper.shared()
                    .readTree(answer.body())
                    .get("id")
                    .asString();
        }

        void write(String id, Note note) {
            ask(WRITE, Call.on(id, note));
        }

        void remove(String id) {
            ask(REMOVE, Call.on(id, new Nothing()));
        }

        void file(Paper paper) {
            ask(FILE, Call.create(null, paper));
        }

        <I> Answer ask(CommandType<I> command, Call<I> call) {
            Answer answer = space.submit(Submission.of(command, call, ADMIN))
                    .orTimeout(60, java.util.concurrent.TimeUnit.SECONDS)
                    .join();
            if (answer.isRefusal()) {
                throw new AssertionError(answer.problem());
            }
            return answer;
        }
    }

    @Bean
    CollectionType<Note> notes() {
        return NOTES;
    }

    @Bean
    CollectionType<Paper> papers() {
        return PAPERS;
    }

    @Bean
    CommandType<Note> createNote() {
        return CREATE;
    }

    @Bean
    CommandType<Note> writeNote() {
        return WRITE;
    }

    @Bean
    CommandType<Nothing> removeNote() {
        return REMOVE;
    }

    @Bean
    CommandType<Paper> filePaper() {
        return FILE;
    }
}
