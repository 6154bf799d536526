package org.anlan.drill;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.anlan.picture.Actor;
import org.anlan.picture.Answer;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Space;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.Spaces;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Decision;

/** Starting, steering and ending drills. */
final class Drills {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMdd-HHmm");

    private final Spaces spaces;
    private final ScenarioShelf scenarios;
    private final int most;

    Drills(Spaces spaces, ScenarioShelf scenarios, int most) {
        this.spaces = spaces;
        this.scenarios = scenarios;
        this.most = most;
    }

    /** @param title null = the scenario's */
    record Order(String scenario, String title, Double rate) {}

    List<Space> list() {
        return spaces.list().stream()
                .filter(Drills::isDrill)
                .sorted(java.util.Comparator.comparing(Space::id))
                .toList();
    }

    /** An older version could leave a space in which nothing says how its drill stands: that is none. */
    static boolean isDrill(Space space) {
        return space.picture().find(DrillCommands.DRILLS, DrillCommands.ID).isPresent();
    }

    /** @throws PictureException 404 when the space is no drill */
    Space get(String id) {
        Space space = spaces.get(id);
        space.picture().get(DrillCommands.DRILLS, DrillCommands.ID);
        return space;
    }

    Drill drill(Space space) {
        return space.picture().get(DrillCommands.DRILLS, DrillCommands.ID).properties();
    }

    Space start(Order order, Actor actor) {
        Scenario scenario = scenarios.get(order.scenario());
        double rate = rate(order.rate() == null ? scenario.rate() : order.rate());
        if (list().size() >= most) {
            throw new PictureException(Problem.of(
                    409,
                    "too-many-drills",
                    "最多同时保留 " + most + " 个演练,请先删除旧的",
                    "at most " + most + " drills are kept at a time; remove an old one first"));
        }
        Instant real = real();
        String title = order.title() == null || order.title().isBlank()
                ? scenario.title()
                : order.title().strip();
        if (title.length() > 100) {
            throw new PictureException(Problem.field("title", "title", title, "最多 100 字", "at most 100 characters"));
        }
        String id = "drill-" + DAY.format(real.atOffset(ZoneOffset.ofHours(8))) + "-"
                + UUID.randomUUID().toString().substring(0, 6);
        Drill drill = new Drill(
                scenario.id(),
                title,
                scenario.titleEn(),
                Drill.State.PLAYING,
                rate,
                scenario.from(),
                scenario.to(),
                0,
                scenario.rows().size(),
                real,
                actor.name(),
                null,
                null,
                null,
                scenario.refused().size(),
                List.of());
        return spaces.create(new Spaces.NewSpace(
                id,
                title,
                scenario.id(),
                new SpaceClock(scenario.from(), real, rate),
                List.of(Decision.put(DrillCommands.DRILLS, DrillCommands.ID, null, drill))));
    }

    void steer(Space space, DrillCommands.Steering to) {
        if (to.rate() != null) {
            rate(to.rate());
        }
        submit(space, DrillCommands.STEER, Call.on(DrillCommands.ID, to));
    }

    void end(Space space) {
        submit(space, DrillCommands.END, Call.on(DrillCommands.ID, new DrillCommands.End(real())));
    }

    /**
     * Also a space that was to become a drill and is none.
     *
     * @throws PictureException 404 when there is no such space or it is live, 409 while the drill is running
     */
    void remove(String id) {
        Space space = Spaces.LIVE.equals(id) ? get(id) : spaces.get(id);
        if (isDrill(space) && drill(space).isMoving()) {
            throw new PictureException(
                    Problem.of(409, "drill-running", "演练正在进行,请先结束或暂停", "the drill is running; end or pause it first"));
        }
        spaces.remove(space.id());
    }

    private static double rate(double rate) {
        if (!(rate >= 1 && rate <= SpaceClock.FASTEST)) {
            throw new PictureException(Problem.field("rate", "rate", rate, "倍速须为 1–3600", "a rate is 1 to 3,600"));
        }
        return rate;
    }

    private static Instant real() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static <I> void submit(Space space, CommandType<I> command, Call<I> call) {
        Answer answer =
                space.submit(Submission.of(command, call, DrillCommands.CLERK)).join();
        if (answer.isRefusal()) {
            throw new PictureException(answer.problem());
        }
    }
}
