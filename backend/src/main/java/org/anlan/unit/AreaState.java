package org.anlan.unit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.model.Checks;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;

/** How far a flood detention area (蓄滞洪区) is used, and the commands that say so. */
public enum AreaState {
    IDLE("未运用", "stand-down", "解除"),
    /** Yellow. */
    PREPARE("运用准备", "prepare", "运用准备"),
    /** Orange. */
    CLEAR("转移清场", "clear", "转移清场"),
    /** Red. A river may overtop without anybody having prepared. */
    FLOOD("蓄滞洪", "flood", "蓄滞洪"),
    DRAIN("退水", "drain", "退水");

    private final String chinese;
    private final String command;
    private final String commandChinese;

    AreaState(String chinese, String command, String commandChinese) {
        this.chinese = chinese;
        this.command = command;
        this.commandChinese = commandChinese;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The command that brings an area into this state. */
    public String command() {
        return command;
    }

    /** What may follow. */
    public List<AreaState> next() {
        return switch (this) {
            case IDLE -> List.of(PREPARE, CLEAR, FLOOD);
            case PREPARE -> List.of(CLEAR, FLOOD, IDLE);
            case CLEAR -> List.of(FLOOD, PREPARE, IDLE);
            case FLOOD -> List.of(DRAIN);
            case DRAIN -> List.of(IDLE, FLOOD);
        };
    }

    /** @param text why, or how it happens; optional */
    record Input(String text) {}

    private static final int TEXT_LENGTH = 500;

    /** Brings an area into this state. */
    CommandType<Input> asCommand() {
        return new CommandType<>(Areas.TYPE.name(), command, Input.class, Role.DESK, (picture, context, call) -> {
            Feature<Area> present = picture.get(Areas.TYPE, call.id());
            checkStep(present.properties());
            Checks checks = new Checks();
            String text = checks.optionalText("text", call.input().text(), TEXT_LENGTH);
            checks.done();
            return Decision.accept(
                    Decision.put(present, present.properties().in(this, context.now(), text, Areas.definer(present))));
        });
    }

    private void checkStep(Area area) {
        if (area.kind() == Area.Kind.DYKE) {
            throw new PictureException(Problem.of(
                            409,
                            "transition",
                            "「" + area.name() + "」是堤防,没有运用状态",
                            area.name() + " is a dyke and has no state of use")
                    .with("allowed", List.of()));
        }
        if (!area.state().next().contains(this)) {
            throw new PictureException(Problem.of(
                            409,
                            "transition",
                            "「" + area.name() + "」现为" + area.state().chinese + ",不能" + commandChinese,
                            area.name() + " is in state " + area.state().word() + "; " + command + " cannot follow")
                    .with(
                            "allowed",
                            area.state().next().stream().map(AreaState::command).toList()));
        }
    }
}
