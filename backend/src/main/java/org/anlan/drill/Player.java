package org.anlan.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anlan.geo.GeoJson;
import org.anlan.picture.Actor;
import org.anlan.picture.Answer;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.SpaceClock;
import org.anlan.picture.Spaces;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Fault;
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
    private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

    private final Scenario scenario;
    private final Space space;
    private final Spaces spaces;
    private final Registry registry;
    private final Streams streams;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    /** Ids of what rows made, by the names they gave; null until the rows played before were asked for theirs. */
    private Map<String, String> names;

    Player(Scenario scenario, Space space, Spaces spaces, Registry registry, Streams streams) {
        this.scenario = scenario;
        this.space = space;
        this.spaces = spaces;
        this.registry = registry;
        this.streams = streams;
    }

    /** A row could not be played for a reason that is not its own. */
    private static final class Stopped extends RuntimeException {
        private final transient Problem problem;

        private Stopped(Problem problem) {
            super(problem.detail().en());
            this.problem = problem;
        }
    }

    private Drill drill() {
        return space.picture().get(DrillCommands.DRILLS, DrillCommands.ID).properties();
    }

    /** Plays what is due and says how long to wait before the next call. */
    Duration play() {
        Drill drill = drill();
        if (!drill.isMoving()) {
            return LONGEST_WAIT;
        }
        if (names == null) {
            recall(drill.played());
        }
        boolean seeking = drill.state() == Drill.State.SEEKING;
        Instant upTo = seeking ? drill.seekTo() : space.clock().now();
        int next = drill.played();
        while (next < scenario.rows().size() && !scenario.rows().get(next).at().isAfter(upTo)) {
            next = playTogether(next, seeking);
            if (next < 0) {
                return LONGEST_WAIT;
            }
            if (drill().state() != drill.state()) {
                return Duration.ofMillis(1); // Somebody steered meanwhile.
            }
        }
        if (seeking) {
            arrive(drill);
        } else if (!upTo.isBefore(scenario.to())) {
            end();
        }
        return untilNext(next);
    }

    private Duration untilNext(int next) {
        SpaceClock clock = space.clock();
        if (clock.isPaused() || next >= scenario.rows().size()) {
            return LONGEST_WAIT;
        }
        Duration ahead = Duration.between(clock.now(), scenario.rows().get(next).at());
        Duration real = Duration.ofMillis((long) Math.max(1, ahead.toMillis() / clock.rate()));
        return real.compareTo(LONGEST_WAIT) < 0 ? real : LONGEST_WAIT;
    }

    private void arrive(Drill drill) {
        spaces.setClock(space.id(), new SpaceClock(drill.seekTo(), real(), drill.rate()));
        if (drill.seekTo().isBefore(scenario.to())) {
            submit(DrillCommands.STEER, new DrillCommands.Steer(Drill.State.PLAYING, drill.rate(), null));
        } else {
            end();
        }
    }

    /** The scenario is over; the clock stands. */
    void end() {
        spaces.setClock(space.id(), space.clock().withRate(0, real()));
        submit(DrillCommands.END, new DrillCommands.End(real()));
    }

    private static Instant real() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Plays all rows of one time; answers the next row, or -1 when the drill stopped or has to wait. */
    private int playTogether(int first, boolean seeking) {
        Instant at = scenario.rows().get(first).at();
        int next = first;
        List<Drill.RefusedStep> refused = new ArrayList<>();
        Map<String, List<Scenario.Value>> values = new LinkedHashMap<>();
        if (seeking) {
            spaces.setClock(space.id(), new SpaceClock(at, real(), 0));
        }
        Scenario.Row row = scenario.rows().get(first);
        try {
            while (next < scenario.rows().size()
                    && scenario.rows().get(next).at().equals(at)) {
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
            submit(DrillCommands.PROGRESS, new DrillCommands.Progress(next, refused));
            return next;
        } catch (Stopped stopped) {
            return stop(row, stopped.problem);
        } catch (PictureException problem) {
            return stop(row, problem.problem());
        } catch (RuntimeException fault) {
            LOG.error("drill {}: {} line {} failed", space.id(), row.file(), row.line(), Fault.of(fault));
            return stop(row, Problem.of(500, "internal", "内部错误: " + fault, "internal error: " + fault));
        }
    }

    /** An absent database is waited for; anything else ends the play and names its place. */
    private int stop(Scenario.Row row, Problem problem) {
        if (problem.status() == 503) {
            return -1;
        }
        spaces.setClock(space.id(), space.clock().withRate(0, real()));
        submit(
                DrillCommands.FAIL,
                new Drill.Failure(
                        row.file(),
                        row.line(),
                        row.at(),
                        problem.detail().zh(),
                        problem.detail().en()));
        return -1;
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

    /**
     * Asks the rows that were played before this player came for the names of what they made: all of them or, while the
     * database is away, none.
     */
    private void recall(int played) {
        names = new HashMap<>();
        for (Scenario.Row row :
                scenario.rows().subList(0, Math.min(played, scenario.rows().size()))) {
            if (row instanceof Scenario.Step step && step.as() != null) {
                Answer answer = asked(step);
                if (answer.status() >= 500) {
                    names = null;
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

    private <I> void submit(CommandType<I> command, I input) {
        submit(command, command.creates() ? Call.create(null, input) : Call.on(DrillCommands.ID, input));
    }

    private <I> void submit(CommandType<I> command, Call<I> call) {
        Answer answer =
                space.submit(Submission.of(command, call, DrillCommands.CLERK)).join();
        if (answer.isRefusal()) {
            throw new Stopped(answer.problem());
        }
    }
}
