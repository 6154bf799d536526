package org.anlan.drill;

import java.time.Instant;
import java.util.List;
import org.anlan.picture.Actor;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.GeometryRule;

/** The collections of a drill's space and the server's own commands on them. */
final class DrillCommands {

    /** Who runs the drill; what happens in it is done by the scenario's actor. */
    static final Actor CLERK = Actor.system("drill");

    /** The only feature of {@code drills}. */
    static final String ID = "drill";

    private static final Decision.Pace STANDING = new Decision.Pace(null, 0);

    static final CollectionType<Drill> DRILLS =
            CollectionType.open("drills", Drill.class, GeometryRule.optionalPoint(), Role.ALL);

    static final CollectionType<Inject> INJECTS =
            CollectionType.open("injects", Inject.class, GeometryRule.optionalPoint(), Role.ALL);

    /** What people want to change; null = stays. */
    record Steering(Double rate, Boolean paused, Instant seekTo) {}

    /**
     * @param from rows that were played before; another number says that somebody else played on
     * @param played rows played now
     * @param next time of the row after them, or null
     */
    record Progress(int from, int played, List<Drill.RefusedStep> refused, Instant next) {}

    /** @param real when it was seen that all rows up to the time that was sought are played */
    record Arrival(Instant real) {}

    record End(Instant real) {}

    static final CommandType<Steering> STEER = CommandType.internal(
            DRILLS.name(),
            "steer",
            Steering.class,
            (picture, context, call) -> steered(picture.get(DRILLS, ID), call.input(), context.now()));

    static final CommandType<Progress> PROGRESS = CommandType.internal(
            DRILLS.name(),
            "progress",
            Progress.class,
            (picture, context, call) -> progressed(picture.get(DRILLS, ID), call.input()));

    static final CommandType<Arrival> ARRIVE = CommandType.internal(
            DRILLS.name(),
            "arrive",
            Arrival.class,
            (picture, context, call) ->
                    arrived(picture.get(DRILLS, ID), call.input().real()));

    static final CommandType<Drill.Failure> FAIL =
            CommandType.internal(DRILLS.name(), "fail", Drill.Failure.class, (picture, context, call) -> {
                Feature<Drill> drill = picture.get(DRILLS, ID);
                return Decision.accept(Decision.put(drill, drill.properties().failed(call.input())))
                        .with(STANDING);
            });

    static final CommandType<End> END =
            CommandType.internal(DRILLS.name(), "end", End.class, (picture, context, call) -> {
                Feature<Drill> drill = picture.get(DRILLS, ID);
                return drill.properties().isOver()
                        ? Decision.unchanged(drill)
                        : Decision.accept(Decision.put(
                                        drill,
                                        drill.properties().ended(call.input().real())))
                                .with(STANDING);
            });

    static final CommandType<Inject> TELL =
            CommandType.internal(INJECTS.name(), CommandType.CREATE, Inject.class, (picture, context, call) -> {
                String id = "inject-" + call.input().no();
                return picture.find(INJECTS, id)
                        .map(Decision::unchanged)
                        .orElseGet(() -> Decision.accept(Decision.put(INJECTS, id, call.geometry(), call.input())));
            });

    private DrillCommands() {}

    private static Decision steered(Feature<Drill> feature, Steering to, Instant now) {
        Drill drill = feature.properties();
        if (drill.isOver()) {
            return Decision.refuse(Problem.of(409, "drill-over", "演练已经结束", "the drill is over; start a new one"));
        }
        double rate = to.rate() == null ? drill.rate() : to.rate();
        if (to.seekTo() != null) {
            return sought(feature, rate, to.seekTo(), now);
        }
        boolean paused = to.paused() == null ? drill.state() == Drill.State.PAUSED : to.paused();
        Drill.State state = paused ? Drill.State.PAUSED : Drill.State.PLAYING;
        return Decision.accept(Decision.put(feature, drill.in(state, rate, null)))
                .with(new Decision.Pace(null, paused ? 0 : rate));
    }

    private static Decision sought(Feature<Drill> feature, double rate, Instant time, Instant now) {
        Drill drill = feature.properties();
        if (time.isBefore(now)) {
            return Decision.refuse(Problem.field(
                    "seek-back",
                    "seekTo",
                    time,
                    "演练不能倒退,现在是 " + now + ";要从头来请开始新的演练,要看过去请用回看",
                    "a drill does not go back, it is " + now
                            + "; start a new one, or look at the past with the time machine"));
        }
        Instant target = time.isAfter(drill.to()) ? drill.to() : time;
        return Decision.accept(Decision.put(feature, drill.in(Drill.State.SEEKING, rate, target)))
                .with(STANDING);
    }

    /** While it seeks, the clock stands at the time of the row that comes next. */
    private static Decision progressed(Feature<Drill> feature, Progress to) {
        Drill drill = feature.properties();
        boolean seeking = drill.isSeeking(to.next());
        if (drill.played() != to.from() || to.played() == to.from() && !seeking) {
            return Decision.unchanged(feature);
        }
        Decision.Accepted progress = Decision.accept(Decision.put(feature, drill.played(to.played(), to.refused())));
        return seeking ? progress.with(new Decision.Pace(to.next(), 0)) : progress;
    }

    private static Decision arrived(Feature<Drill> feature, Instant real) {
        Drill drill = feature.properties();
        if (drill.state() != Drill.State.SEEKING) {
            return Decision.unchanged(feature);
        }
        boolean over = !drill.seekTo().isBefore(drill.to());
        Drill next = over ? drill.ended(real) : drill.in(Drill.State.PLAYING, drill.rate(), null);
        return Decision.accept(Decision.put(feature, next))
                .with(new Decision.Pace(drill.seekTo(), over ? 0 : drill.rate()));
    }
}
