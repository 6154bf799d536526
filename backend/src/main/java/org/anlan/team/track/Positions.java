package org.anlan.team.track;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.stream.Latest;
import org.anlan.picture.stream.Receipt;
import org.anlan.picture.stream.Rows;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;
import org.anlan.team.Team;
import org.anlan.team.Teams;
import org.springframework.beans.factory.ObjectProvider;
import tools.jackson.databind.JsonNode;

/** The stream {@code positions}: {@code [team, lon, lat, speed, heading, accuracy, at]}. */
public final class Positions implements StreamType {

    /** Older positions say nothing of where a team is at a past time. */
    private static final Duration SHOWN = Duration.ofHours(12);

    private record Key(String team, Instant time) {}

    private final TrackStore store;
    private final ReachRule reach;
    private final ObjectProvider<Streams> streams;

    public Positions(TrackStore store, ReachRule reach, ObjectProvider<Streams> streams) {
        this.store = store;
        this.reach = reach;
        this.streams = streams;
    }

    @Override
    public String name() {
        return "positions";
    }

    @Override
    public Set<Role> readers() {
        return Role.ALL;
    }

    @Override
    public Set<Role> writers() {
        return Set.of(Role.ADMINISTRATOR, Role.COMMANDER, Role.DUTY_OFFICER, Role.WAREHOUSE_KEEPER, Role.FIELD);
    }

    @Override
    public Receipt accept(Space space, Actor actor, List<JsonNode> rows) {
        Rows<Position> read = Rows.read(rows, Position.class);
        List<Receipt.Refused> refused = new ArrayList<>(read.refused());
        List<Position> good = new ArrayList<>();
        Set<Key> seen = new HashSet<>();
        int doubled = 0;
        Instant now = space.clock().now();
        for (Rows.Row<Position> row : read.good()) {
            try {
                Position position = row.value().checked(now, reach);
                allowed(space, actor, position);
                if (seen.add(new Key(position.team(), position.time()))) {
                    good.add(position);
                } else {
                    doubled++;
                }
            } catch (PictureException refusal) {
                refused.add(new Receipt.Refused(row.number(), refusal.problem()));
            }
        }
        int stored = good.isEmpty() ? 0 : write(space, good);
        refused.sort(Comparator.comparingInt(Receipt.Refused::row));
        return new Receipt(stored, doubled + good.size() - stored, refused);
    }

    private static void allowed(Space space, Actor actor, Position position) {
        Team team = position.team() == null
                ? null
                : space.picture()
                        .find(Teams.TYPE, position.team(), Reader.of(actor))
                        .map(feature -> feature.properties())
                        .orElse(null);
        if (team == null) {
            throw new PictureException(
                    Problem.field("position", "team", position.team(), "没有这个队伍", "there is no team of this id"));
        }
        if (!Role.DESK.contains(actor.role()) && !team.isSharedBy(actor.id())) {
            throw new PictureException(Problem.field(
                    "position",
                    "team",
                    position.team(),
                    "本机没有同意共享该队位置",
                    "this phone has not agreed to share this team's position"));
        }
    }

    private int write(Space space, List<Position> good) {
        List<Latest> latest = good.stream().map(Positions::latest).toList();
        int[] stored = {0};
        streams.getObject()
                .write(space.id(), this, latest, connection -> stored[0] = store.insert(connection, space.id(), good));
        return stored[0];
    }

    private static Latest latest(Position position) {
        List<Object> values = new ArrayList<>();
        values.add(position.lon());
        values.add(position.lat());
        values.add(position.speedMetresPerSecond());
        values.add(position.headingDegrees());
        values.add(position.accuracyMetres());
        return new Latest(position.team(), position.time(), values);
    }

    @Override
    public List<Latest> at(Space space, Instant time) {
        return store.newest(space.id(), teams(space), time.minus(SHOWN), time).stream()
                .map(Positions::latest)
                .toList();
    }

    @Override
    public Optional<CollectionType<?>> owners() {
        return Optional.of(Teams.TYPE);
    }

    /** Every team that ever had a position in the space, removed ones too. */
    List<String> teams(Space space) {
        return streams.getObject().latest(space.id(), this).stream()
                .map(Latest::key)
                .sorted()
                .toList();
    }
}
