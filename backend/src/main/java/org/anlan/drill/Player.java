package org.anlan.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.anlan.geo.GeoJson;
import org.anlan.picture.Actor;
import org.anlan.picture.Answer;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Fault;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Registry;
import org.anlan.picture.stream.Receipt;
import org.anlan.picture.stream.Streams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays one scenario in one space. Every row has a key of its own, so that a row that is played again after a crash or
 * on another node is answered as it was and nothing happens twice. One thread at a time.
 */
final class Player {

    private static final Logger LOG = LoggerFactory.getLogger(Player.class);

    /** What happens in the scenario is done in its name. */
    static final Actor SCENARIO = new Actor("scenario", "剧本", Role.ADMINISTRATOR, java.util.Set.of());

    private static final int AT_ONCE = 5_000;
    private static final int STALE = 412;

    /** Then whoever calls may look whether this node still has the lease, which lasts five seconds. */
    private static final Duration TURN = Duration.ofSeconds(1);

    private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

    private final Scenario scenario;
    private final Space space;
    private final Registry registry;
    private final Streams streams;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final LongSupplier nanos;
    /** Ids of what the first {@code named} rows made, by the names they gave. */
    private final Map<String, String> names = new HashMap<>();

    private int named;

    /** @param nanos the time, as {@link System#nanoTime} */
    Player(Scenario scenario, Space space, Registry registry, Streams streams, LongSupplier nanos) {
        this.scenario = scenario;
        this.space = space;
        this.registry = registry;
        this.streams = streams;
        this.nanos = nanos;
    }

    /** A row could not be played for a reason that is not its own. */
    private static final class Stopped extends RuntimeException {
        private final transient Problem problem;

        private Stopped(Problem problem) {
            super(problem.detail().en());
            this.problem = problem;
        }
    }

    private Feature<Drill> drill() {
        return space.picture().get(DrillCommands.DRILLS, DrillCommands.ID);
    }

    /** Plays what is due, for as long as a turn lasts, and says how long to wait before the next one. */
    Duration play() {
        long began = nanos.getAsLong();
        do {
            Feature<Drill> drill = drill();
            if (!drill.properties().isMoving()) {
                return LONGEST_WAIT;
            }
            recall(drill.properties().played());
            Instant now = space.clock().now();
            Instant at = timeOf(drill.properties().played());
            if (at == null || at.isAfter(now) && !drill.properties().isSeeking(at)) {
                rest(drill, now);
                return untilNext();
            }
            if (at.isAfter(now)) {
                progress(drill.properties().played(), drill.properties().played(), List.of());
            } else if (!playTogether(drill)) {
                return LONGEST_WAIT;
            }
        } while (nanos.getAsLong() - began < TURN.toNanos());
        return Duration.ZERO;
    }

    /** Of a row; null after the last. */
    private Instant timeOf(int row) {
        return row < scenario.rows().size() ? scenario.rows().get(row).at() : null;
    }

    /** Nothing more is due. */
    private void rest(Feature<Drill> drill, Instant now) {
        if (drill.properties().state() == Drill.State.SEEKING) {
            steer(DrillCommands.ARRIVE, drill, new DrillCommands.Arrival(real()));
        } else if (!now.isBefore(scenario.to())) {
            steer(DrillCommands.END, drill, new DrillCommands.End(real()));
        }
    }

    private Duration untilNext() {
        SpaceClock clock = space.clock();
        Instant next = timeOf(drill().properties().played());
        if (clock.isPaused() || next == null) {
            return LONGEST_WAIT;
        }
        Duration ahead = Duration.between(clock.now(), next);
        Duration real = Duration.ofMillis((long) Math.max(1, ahead.toMillis() / clock.rate()));
        return real.compareTo(LONGEST_WAIT) < 0 ? real : LONGEST_WAIT;
    }

    private static Instant real() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Plays all rows of one time; false when the drill stopped or has to wait. */
    private boolean playTogether(Feature<Drill> drill) {
        int first = drill.properties().played();
        Instant at = timeOf(first);
        int next = first;
        List<Drill.RefusedStep> refused = new ArrayList<>();
        Map<String, List<Scenario.Value>> values = new LinkedHashMap<>();
        Scenario.Row row = scenario.rows().get(first);
        try {
            while (at.equals(timeOf(next))) {
                row = scenario.rows().get(next++);
                if (row instanceof Scenario.Value value) {
                    values.computeIfAbsent(value.stream(), any -> new ArrayList<>())
                            .add(value);
                } else {
                    play(row).ifPresent(refused::add);
                }
            }
            for (Map.Entry<String, List<Scenario.Value>> stream : values.entrySet()) {
                row = stream.getValue().get(0);
                refused.addAll(send(stream.getKey(), stream.getValue()));
            }
            named = Math.max(named, next);
            progress(first, next, refused);
            return true;
        } catch (Stopped stopped) {
            return stop(drill, row, stopped.problem);
        } catch (PictureException problem) {
            return stop(drill, row, problem.problem());
        } catch (RuntimeException fault) {
            LOG.error("drill {}: {} line {} failed", space.id(), row.file(), row.line(), Fault.of(fault));
            return stop(drill, row, Problem.of(500, "internal", "内部错误: " + fault, "internal error: " + fault));
        }
    }

    /** An absent database is waited for; anything else ends the play and names its place. */
    private boolean stop(Feature<Drill> drill, Scenario.Row row, Problem problem) {
        if (problem.status() == 503) {
            return false;
        }
        steer(
                DrillCommands.FAIL,
                drill,
                new Drill.Failure(
                        row.file(),
                        row.line(),
                        row.at(),
                        problem.detail().zh(),
                        problem.detail().en()));
        return false;
    }

    private void progress(int from, int played, List<Drill.RefusedStep> refused) {
        DrillCommands.Progress progress = new DrillCommands.Progress(from, played, refused, timeOf(played));
        submit(DrillCommands.PROGRESS, Call.on(DrillCommands.ID, progress));
    }

    /** Unless the drill is no longer as it was seen: people steered, or another node played on. */
    private <I> void steer(CommandType<I> command, Feature<Drill> seen, I input) {
        Answer answer = submitted(command, new Call<>(DrillCommands.ID, null, input, seen.version()));
        if (answer.isRefusal() && answer.status() != STALE) {
            throw new Stopped(answer.problem());
        }
    }

    private java.util.Optional<Drill.RefusedStep> play(Scenario.Row row) {
        if (row instanceof Scenario.Telling telling) {
            submit(DrillCommands.TELL, Call.create(telling.place(), telling.inject()));
            return java.util.Optional.empty();
        }
        Scenario.Step step = (Scenario.Step) row;
        Answer answer = asked(step);
        if (answer.isRefusal()) {
            if (answer.status() >= 500) {
                throw new Stopped(answer.problem());
            }
            return java.util.Optional.of(refused(step, answer.problem()));
        }
        if (step.as() != null) {
            names.put(step.as(), id(answer));
        }
        return java.util.Optional.empty();
    }

    private static Drill.RefusedStep refused(Scenario.Step step, Problem problem) {
        String zh = problem.detail().zh();
        String en = problem.detail().en();
        if (!problem.errors().isEmpty()) {
            var first = problem.errors().get(0);
            zh += " (" + first.field() + ": " + first.rule().zh() + ")";
            en += " (" + first.field() + ": " + first.rule().en() + ")";
        }
        return new Drill.RefusedStep(
                step.file(), step.line(), step.at(), step.collection() + "/" + step.command(), zh, en);
    }

    private Answer ask(Scenario.Step step) {
        CommandType<?> command = registry.command(step.collection(), step.command());
        if (command.isInternal()) {
            throw new PictureException(
                    Problem.of(404, "command", "没有操作 " + step.command(), "there is no command " + step.command()));
        }
        return space.submit(submission(command, step)).join();
    }

    private <I> Submission<I> submission(CommandType<I> command, Scenario.Step step) {
        JsonNode body = resolved(step.body());
        I input;
        try {
            input = json.treeToValue(body, command.input());
        } catch (tools.jackson.core.JacksonException problem) {
            throw new PictureException(Problem.of(
                    422,
                    "body",
                    "步骤内容不能读: " + problem.getOriginalMessage(),
                    "unreadable: " + problem.getOriginalMessage()));
        }
        Call<I> call = command.creates()
                ? Call.create(step.geometry() == null ? null : GeoJson.read(step.geometry()), input)
                : new Call<>(name(step.id()), null, input, null);
        String key = scenario.id() + ":" + step.file() + ":" + step.line();
        return Submission.of(command, call, SCENARIO, key, Integer.toHexString(key.hashCode()));
    }

    /** Texts that begin with @ are names of what earlier rows made. */
    private JsonNode resolved(JsonNode node) {
        if (node.isString() && node.stringValue().startsWith("@")) {
            return json.getNodeFactory().stringNode(name(node.stringValue()));
        }
        if (node.isObject()) {
            var copy = json.createObjectNode();
            node.properties().forEach(member -> copy.set(member.getKey(), resolved(member.getValue())));
            return copy;
        }
        return node;
    }

    private String name(String text) {
        if (text == null || !text.startsWith("@")) {
            return text;
        }
        String id = names.get(text.substring(1));
        if (id == null) {
            throw new PictureException(
                    Problem.of(422, "name", "前面没有一步造出「" + text + "」", "no earlier step made " + text));
        }
        return id;
    }

    private String id(Answer answer) {
        return json.readTree(answer.body()).path("id").asString();
    }

    private List<Drill.RefusedStep> send(String name, List<Scenario.Value> values) {
        var type = streams.find(name)
                .orElseThrow(() ->
                        new PictureException(Problem.of(404, "stream", "没有数据流 " + name, "there is no stream " + name)));
        List<Drill.RefusedStep> refused = new ArrayList<>();
        for (int from = 0; from < values.size(); from += AT_ONCE) {
            List<Scenario.Value> part = values.subList(from, Math.min(values.size(), from + AT_ONCE));
            List<JsonNode> rows = part.stream()
                    .<JsonNode>map(value -> resolved(json.valueToTree(value.fields())))
                    .toList();
            Receipt receipt = type.accept(space, SCENARIO, rows);
            for (Receipt.Refused row : receipt.refused()) {
                Scenario.Value value = part.get(row.row() - 1);
                Problem problem = row.problem();
                refused.add(new Drill.RefusedStep(
                        value.file(),
                        value.line(),
                        value.at(),
                        name,
                        problem.errors().isEmpty()
                                ? problem.detail().zh()
                                : problem.errors().get(0).rule().zh(),
                        problem.errors().isEmpty()
                                ? problem.detail().en()
                                : problem.errors().get(0).rule().en()));
            }
        }
        return refused;
    }

    /** Asks the rows that another player played, before this one or meanwhile, for the names of what they made. */
    private void recall(int played) {
        for (; named < Math.min(played, scenario.rows().size()); named++) {
            if (scenario.rows().get(named) instanceof Scenario.Step step && step.as() != null) {
                Answer answer = asked(step);
                if (answer.status() >= 500) {
                    throw new Stopped(answer.problem());
                }
                if (!answer.isRefusal()) {
                    names.put(step.as(), id(answer));
                }
            }
        }
    }

    /** What refuses a step before it is submitted is an answer here. */
    private Answer asked(Scenario.Step step) {
        try {
            return ask(step);
        } catch (PictureException refusal) {
            return Answer.refused(refusal.problem(), 0);
        }
    }

    private <I> void submit(CommandType<I> command, Call<I> call) {
        Answer answer = submitted(command, call);
        if (answer.isRefusal()) {
            throw new Stopped(answer.problem());
        }
    }

    private <I> Answer submitted(CommandType<I> command, Call<I> call) {
        return space.submit(Submission.of(command, call, DrillCommands.CLERK)).join();
    }
}
