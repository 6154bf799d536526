package org.anlan.drill;

import java.time.Instant;
import java.util.List;
import org.anlan.picture.Actor;
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

    static final CollectionType<Drill> DRILLS =
            CollectionType.open("drills", Drill.class, GeometryRule.optionalPoint(), Role.ALL);

    static final CollectionType<Inject> INJECTS =
            CollectionType.open("injects", Inject.class, GeometryRule.optionalPoint(), Role.ALL);

    /** @param played rows played so far */
    record Progress(int played, List<Drill.RefusedStep> refused) {}

    record Steer(Drill.State state, double rate, Instant seekTo) {}

    record End(Instant real) {}

    static final CommandType<Drill> START = CommandType.internal(
            DRILLS.name(),
            CommandType.CREATE,
            Drill.class,
            (picture, context, call) -> Decision.accept(Decision.put(DRILLS, ID, null, call.input())));

    static final CommandType<Steer> STEER =
            CommandType.internal(DRILLS.name(), "steer", Steer.class, (picture, context, call) -> {
                Feature<Drill> drill = picture.get(DRILLS, ID);
                Steer to = call.input();
                return Decision.accept(Decision.put(drill, drill.properties().in(to.state(), to.rate(), to.seekTo())));
            });

    static final CommandType<Progress> PROGRESS =
            CommandType.internal(DRILLS.name(), "progress", Progress.class, (picture, context, call) -> {
                Feature<Drill> drill = picture.get(DRILLS, ID);
                Progress to = call.input();
                return to.played() <= drill.properties().played()
                        ? Decision.unchanged(drill)
                        : Decision.accept(Decision.put(drill, drill.properties().played(to.played(), to.refused())));
            });

    static final CommandType<Drill.Failure> FAIL =
            CommandType.internal(DRILLS.name(), "fail", Drill.Failure.class, (picture, context, call) -> {
                Feature<Drill> drill = picture.get(DRILLS, ID);
                return Decision.accept(Decision.put(drill, drill.properties().failed(call.input())));
            });

    static final CommandType<End> END =
            CommandType.internal(DRILLS.name(), "end", End.class, (picture, context, call) -> {
                Feature<Drill> drill = picture.get(DRILLS, ID);
                return drill.properties().isOver()
                        ? Decision.unchanged(drill)
                        : Decision.accept(Decision.put(
                                drill, drill.properties().ended(call.input().real())));
            });

    static final CommandType<Inject> TELL =
            CommandType.internal(INJECTS.name(), CommandType.CREATE, Inject.class, (picture, context, call) -> {
                String id = "inject-" + call.input().no();
                return picture.find(INJECTS, id)
                        .map(Decision::unchanged)
                        .orElseGet(() -> Decision.accept(Decision.put(INJECTS, id, call.geometry(), call.input())));
            });

    private DrillCommands() {}
}
