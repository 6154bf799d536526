package org.anlan.gauge;

import java.util.List;
import java.util.Optional;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Context;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;
import org.locationtech.jts.geom.Geometry;

/** Creating and editing the definition of a gauge. */
final class GaugeCommands {

    /** Who loads the file; a gauge last defined by somebody else keeps what it has. */
    static final Actor LOADER = Actor.system("map-data");

    private static final int DEFAULT_INTERVAL_MINUTES = 60;

    /** Members of a definition as sent; on edit a missing member stays as it is. */
    record Input(
            String code,
            String name,
            String river,
            Gauge.Kind kind,
            Boolean inCounty,
            Double warningStageMetres,
            Double guaranteeStageMetres,
            Double recordStageMetres,
            Double guaranteeFlow,
            Datum thresholdDatum,
            Datum readingDatum,
            List<Conversion> conversions,
            Integer intervalMinutes) {}

    static final CommandType<Input> CREATE = new CommandType<>(
            Gauges.TYPE.name(), CommandType.CREATE, Input.class, Role.DESK, GaugeCommands::decideCreate);

    static final CommandType<Input> EDIT =
            new CommandType<>(Gauges.TYPE.name(), CommandType.EDIT, Input.class, Role.DESK, GaugeCommands::decideEdit);

    /** As EDIT, but as a step of its own, so that a scenario or a timer needs no version. */
    static final CommandType<Input> DEFINE =
            new CommandType<>(Gauges.TYPE.name(), "define", Input.class, Role.DESK, GaugeCommands::decideEdit);

    private GaugeCommands() {}

    private static Decision decideCreate(Picture picture, Context context, Call<Input> call) {
        Gauge gauge = merge(null, call.input());
        Optional<Feature<Gauge>> present = picture.find(Gauges.TYPE, gauge.code());
        if (present.isEmpty()) {
            return Decision.accept(Decision.put(Gauges.TYPE, gauge.code(), call.geometry(), gauge));
        }
        if (!context.actor().isSystem()) {
            return Decision.refuse(Problem.of(
                    409, "exists", "已有编码为 " + gauge.code() + " 的测站", "there is a gauge " + gauge.code() + " already"));
        }
        Gauge renewed = merge(present.get().properties(), call.input());
        boolean same = renewed.equals(present.get().properties())
                && present.get().geometry().equalsExact(call.geometry());
        return same
                ? Decision.unchanged(present.get())
                : Decision.accept(Decision.put(Gauges.TYPE, gauge.code(), call.geometry(), renewed));
    }

    private static Decision decideEdit(Picture picture, Context context, Call<Input> call) {
        Feature<Gauge> present = picture.get(Gauges.TYPE, call.id());
        Gauge old = present.properties();
        if (call.input().code() != null && !call.input().code().equals(old.code())) {
            throw new PictureException(Problem.field(
                    "code", "properties.code", call.input().code(), "编码不能改", "the code cannot be changed"));
        }
        Gauge edited = merge(old, call.input());
        Geometry geometry = call.geometry() == null ? present.geometry() : call.geometry();
        return edited.equals(old) && geometry.equalsExact(present.geometry())
                ? Decision.unchanged(present)
                : Decision.accept(Decision.put(Gauges.TYPE, present.id(), geometry, edited));
    }

    private static <T> T or(T asked, T old) {
        return asked == null ? old : asked;
    }

    /** @throws PictureException 422 when the definition makes no sense */
    static Gauge merge(Gauge old, Input in) {
        try {
            return new Gauge(
                    or(in.code(), old == null ? null : old.code()),
                    or(in.name(), old == null ? null : old.name()),
                    or(in.river(), old == null ? "" : old.river()),
                    or(in.kind(), old == null ? Gauge.Kind.RIVER : old.kind()),
                    or(in.inCounty(), old != null && old.inCounty()),
                    or(in.warningStageMetres(), old == null ? null : old.warningStageMetres()),
                    or(in.guaranteeStageMetres(), old == null ? null : old.guaranteeStageMetres()),
                    or(in.recordStageMetres(), old == null ? null : old.recordStageMetres()),
                    or(in.guaranteeFlow(), old == null ? null : old.guaranteeFlow()),
                    or(in.thresholdDatum(), old == null ? Datum.UNKNOWN : old.thresholdDatum()),
                    or(in.readingDatum(), old == null ? Datum.UNKNOWN : old.readingDatum()),
                    or(in.conversions(), old == null ? List.of() : old.conversions()),
                    or(in.intervalMinutes(), old == null ? DEFAULT_INTERVAL_MINUTES : old.intervalMinutes()),
                    old == null ? Gauge.State.MISSING : old.state(),
                    old == null ? null : old.trend(),
                    old == null ? null : old.quality(),
                    old == null ? List.of() : old.flags(),
                    old == null ? null : old.stateSince());
        } catch (IllegalArgumentException | NullPointerException nonsense) {
            throw new PictureException(
                    Problem.field(
                            "gauge",
                            "properties",
                            in.code(),
                            "测站定义不成立:编码、名称必填,警戒≤保证≤历史最高,报汛间隔 1–44640 分钟",
                            "the definition makes no sense (" + nonsense.getMessage()
                                    + "): code and name are needed, warning ≤ guarantee ≤ record, interval 1 to 44,640 minutes"));
        }
    }
}
