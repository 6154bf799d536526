package org.anlan.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Problem.Violation;
import org.anlan.picture.Text;

/** 待核实 → 已核实 → 处置中 → 已控制 → 已结束, with the way back of a relapse and of a reopening. */
public enum IncidentState {
    UNVERIFIED("待核实", "unverified"),
    VERIFIED("已核实", "verified"),
    RESPONDING("处置中", "being dealt with"),
    CONTROLLED("已控制", "under control"),
    CLOSED("已结束", "closed");

    /** One permitted step. */
    public record Transition(String command, IncidentState from, IncidentState to) {}

    /** All of them; nothing else changes a state. */
    public static final List<Transition> TRANSITIONS = List.of(
            new Transition("verify", UNVERIFIED, VERIFIED),
            new Transition("respond", VERIFIED, RESPONDING),
            new Transition("control", RESPONDING, CONTROLLED),
            new Transition("respond", CONTROLLED, RESPONDING),
            new Transition("close", CONTROLLED, CLOSED),
            new Transition("reopen", CLOSED, RESPONDING));

    private final Text label;

    IncidentState(String zh, String en) {
        this.label = new Text(zh, en);
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Text label() {
        return label;
    }

    /** Commands that lead out of this state. */
    public List<String> allowed() {
        return TRANSITIONS.stream()
                .filter(step -> step.from == this)
                .map(Transition::command)
                .toList();
    }

    /** @throws PictureException 409 {@code transition} with {@code state} and {@code allowed} */
    public IncidentState after(String command) {
        return TRANSITIONS.stream()
                .filter(step -> step.from == this && step.command.equals(command))
                .findFirst()
                .map(Transition::to)
                .orElseThrow(() -> refusal(command));
    }

    private PictureException refusal(String command) {
        String names = String.join(" ", allowed());
        Text rule = new Text(
                "事件" + label.zh() + ",不能执行 " + command + ";可执行:" + names,
                "the incident is " + label.en() + " and takes no " + command + "; it takes: " + names);
        return new PictureException(new Problem(
                409,
                "transition",
                rule,
                List.of(new Violation("state", word(), rule)),
                Map.of("state", word(), "allowed", allowed())));
    }
}
