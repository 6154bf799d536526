package org.anlan.testing;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.anlan.picture.Actor;
import org.anlan.picture.Change;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.memory.Snapshot;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Context;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.PrecisionModel;

/**
 * A space without a database: decides commands on a real snapshot, at a time that the test sets. What a decision refuses
 * comes as {@link PictureException}.
 */
public final class PaperSpace {

    public static final Actor DUTY = new Actor("a-duty", "duty1", Role.DUTY_OFFICER, Set.of());
    public static final Actor COMMANDER = new Actor("a-commander", "commander1", Role.COMMANDER, Set.of());
    public static final Actor ADMINISTRATOR = new Actor("a-admin", "admin", Role.ADMINISTRATOR, Set.of());
    public static final Actor FIELD = new Actor("a-field", "1 号手机", Role.FIELD, Set.of());
    public static final Actor OTHER_FIELD = new Actor("a-field-2", "2 号手机", Role.FIELD, Set.of());
    public static final Actor VIEWER = new Actor("a-wall", "wall", Role.VIEWER, Set.of());

    private static final GeometryFactory GEOMETRY = new GeometryFactory(new PrecisionModel(), 4490);

    private Snapshot picture;
    private Instant now;
    private int submissions;

    public PaperSpace(Instant now) {
        this.now = now;
        this.picture = Snapshot.empty("live", "epoch", now);
    }

    public Snapshot picture() {
        return picture;
    }

    public Instant now() {
        return now;
    }

    public void setNow(Instant time) {
        now = time;
    }

    /** Puts a feature there as it is, without a command. */
    public <P extends Record> Feature<P> put(CollectionType<P> type, String id, Geometry geometry, P properties) {
        Decision.Draft draft = new Decision.Put(type.name(), id, geometry, properties);
        append(new Decision.Accepted(type.name(), id, List.of(draft)), Actor.system("test"), "test");
        return picture.get(type, id);
    }

    /** @throws PictureException what the platform or the decision refuses */
    public <I> Decision.Accepted ask(CommandType<I> command, Actor actor, Call<I> call) {
        boolean allowed =
                command.isInternal() ? actor.isSystem() : command.roles().contains(actor.role());
        if (!allowed) {
            throw new PictureException(Problem.of(403, "role", "当前角色无权执行此操作", "your role may not do this"));
        }
        if (!command.creates() && picture.find(command.collection(), call.id()).isEmpty()) {
            throw new PictureException(Snapshot.missing(command.collection(), call.id()));
        }
        Context context = new Context(actor, now, "submission-" + ++submissions);
        Decision decision = command.decider().decide(picture, context, call);
        if (decision instanceof Decision.Refused refused) {
            throw new PictureException(refused.problem());
        }
        Decision.Accepted accepted = (Decision.Accepted) decision;
        append(accepted, actor, command.name());
        return accepted;
    }

    /** The refusal of a command that must be refused. */
    public <I> Problem refusal(CommandType<I> command, Actor actor, Call<I> call) {
        try {
            Decision.Accepted accepted = ask(command, actor, call);
            throw new AssertionError("was accepted: " + accepted);
        } catch (PictureException refused) {
            return refused.problem();
        }
    }

    private void append(Decision.Accepted accepted, Actor actor, String command) {
        for (Decision.Draft draft : accepted.drafts()) {
            long seq = picture.seq() + 1;
            Feature<?> feature = draft instanceof Decision.Put put ? feature(put, seq, actor) : null;
            picture = picture.with(
                    new Change(seq, now, now, "batch", actor.id(), command, draft.collection(), draft.id(), feature));
        }
    }

    private Feature<?> feature(Decision.Put put, long seq, Actor actor) {
        long version =
                picture.find(put.collection(), put.id()).map(Feature::version).orElse(0L) + 1;
        return new Feature<>(
                put.collection(), put.id(), put.geometry(), put.properties(), version, seq, now, actor.name());
    }

    public static Point point(double lon, double lat) {
        return GEOMETRY.createPoint(new Coordinate(lon, lat));
    }

    /** @param lonLat lon, lat, lon, lat … */
    public static LineString line(double... lonLat) {
        Coordinate[] coordinates = new Coordinate[lonLat.length / 2];
        for (int index = 0; index < coordinates.length; index++) {
            coordinates[index] = new Coordinate(lonLat[2 * index], lonLat[2 * index + 1]);
        }
        return GEOMETRY.createLineString(coordinates);
    }
}
