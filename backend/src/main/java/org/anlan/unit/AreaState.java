package org.anlan.unit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;

/** How far a flood detention area (蓄滞洪区) is used, and the commands that say so. */
public enum AreaState {
    IDLE("stand-down"),
    /** 黄: 运用准备. */
    PREPARE("prepare"),
    /** 橙: 转移清场. */
    CLEAR("clear"),
    /** 红: 蓄滞洪. A river may overtop without anybody having prepared. */
    FLOOD("flood"),
    /** 退水. */
    DRAIN("drain");

    private final String command;

    AreaState(String command) {
        this.command = command;
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
            String text = call.input().text();
            check(present.properties(), text);
            return Decision.accept(Decision.put(present, present.properties().in(this, context.now(), text)));
        });
    }

    private void check(Area area, String text) {
        if (area.kind() == Area.Kind.DYKE) {
            throw new PictureException(Problem.of(409, "transition", "堤防没有运用状态", "a dyke has no state of use")
                    .with("allowed", List.of()));
        }
        if (!area.state().next().contains(this)) {
            throw new PictureException(Problem.of(
                            409,
                            "transition",
                            "「" + area.name() + "」现为 " + area.state().word() + ",不能执行 " + command,
                            area.name() + " is in state " + area.state().word() + "; " + command + " cannot follow")
                    .with(
                            "allowed",
                            area.state().next().stream().map(AreaState::command).toList()));
        }
        if (text != null && text.length() > TEXT_LENGTH) {
            throw new PictureException(
                    Problem.field("text", "text", text.length(), "最多 500 字", "at most 500 characters"));
        }
    }
}
