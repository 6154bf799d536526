package org.anlan.picture.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.anlan.picture.Actor;
import org.anlan.picture.Answer;
import org.anlan.picture.Durability;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.Submission;
import org.anlan.picture.condition.Disk;
import org.anlan.picture.hint.NodeHints;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.GeometryRule;
import org.anlan.picture.model.Registry;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/**
 * The smallest collection with a rule: notes, and a counter that must never lose an increment. A note enters a drill with
 * its counter at 0, unless that is negative.
 */
final class Notes {

    record Note(String text, int count) {}

    static final CollectionType<Note> TYPE = CollectionType.open(
                    "notes", Note.class, GeometryRule.optionalPoint(), Role.ALL)
            .standing(note -> note.properties().count() < 0
                    ? Optional.empty()
                    : Optional.of(new Note(note.properties().text(), 0)));

    static final CommandType<Note> CREATE = new CommandType<>(
            "notes", "create", Note.class, Set.of(Role.FIELD, Role.DUTY_OFFICER), (picture, context, call) -> {
                if (call.input().text().isBlank()) {
                    return Decision.refuse(
                            Problem.field("text", "properties.text", "", "内容不能为空", "a note needs a text"));
                }
                return Decision.accept(Decision.put(TYPE, context.newId("note"), call.geometry(), call.input()));
            });

    static final CommandType<Note> ADD =
            new CommandType<>("notes", "add", Note.class, Set.of(Role.DUTY_OFFICER), (picture, context, call) -> {
                var note = picture.get(TYPE, call.id());
                int sum = note.properties().count() + call.input().count();
                return Decision.accept(
                        Decision.put(note, new Note(note.properties().text(), sum)));
            });

    /** Moves the clock of the space, and a note that says so. */
    static final CommandType<Decision.Pace> CLOCK = new CommandType<>(
            "notes",
            "create",
            Decision.Pace.class,
            Set.of(Role.DUTY_OFFICER),
            (picture, context, call) -> Decision.accept(Decision.put(TYPE, "clock", null, new Note("钟", 0)))
                    .with(call.input()));

    static final CommandType<Note> REMOVE = new CommandType<>(
            "notes",
            "remove",
            Note.class,
            Set.of(Role.DUTY_OFFICER),
            (picture, context, call) -> Decision.accept(new Decision.Remove("notes", call.id())));

    static final Actor OFFICER = new Actor("a-1", "duty1", Role.DUTY_OFFICER, Set.of());
    static final Actor VIEWER = new Actor("a-2", "wall", Role.VIEWER, Set.of());

    static final Registry REGISTRY = new Registry(List.of(TYPE), List.of(CREATE, ADD, REMOVE));
    static final FeatureJson JSON = new FeatureJson(REGISTRY);

    private Notes() {}

    static PictureStore store(DataSource dataSource) {
        return store(dataSource, () -> {});
    }

    private static PictureStore store(DataSource dataSource, Runnable moved) {
        return new PictureStore(dataSource, new Durability(dataSource), JSON, moved);
    }

    /** A node on this database. */
    static LocalSpaces node(DataSource dataSource) {
        return node(dataSource, Clock.systemUTC());
    }

    /** A node whose machine has this clock. */
    static LocalSpaces node(DataSource dataSource, Clock clock) {
        NodeHints hints = new NodeHints(dataSource);
        PictureStore store = store(dataSource, () -> hints.tell(LocalSpaces.HEAD));
        SpaceStore directory = new SpaceStore(dataSource, new Durability(dataSource), store);
        LocalSpaces spaces = new LocalSpaces(
                store, new PastStore(dataSource, JSON, store, 20), directory, REGISTRY, JSON, clock, hints, new Disk());
        try {
            spaces.start();
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
        return spaces;
    }

    static Submission<Note> create(String text, String key) {
        return Submission.of(CREATE, Call.create(point(114.5, 35.6), new Note(text, 0)), OFFICER, key, hash(key, text));
    }

    static Submission<Decision.Pace> clock(Instant at, double rate) {
        return Submission.of(CLOCK, Call.create(null, new Decision.Pace(at, rate)), OFFICER);
    }

    static Submission<Note> add(String id, int count, String key) {
        return Submission.of(ADD, Call.on(id, new Note("", count)), OFFICER, key, hash(key, "" + count));
    }

    private static String hash(String key, String body) {
        return key == null ? null : Integer.toHexString(body.hashCode());
    }

    static Answer ask(Space space, Submission<?> submission) {
        return space.submit(submission)
                .orTimeout(30, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    static String id(Answer answer) {
        return JSON.decode(answer.body()).id();
    }

    static Point point(double lon, double lat) {
        return new GeometryFactory().createPoint(new Coordinate(lon, lat));
    }
}
