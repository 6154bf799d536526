package org.anlan.gauge;

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

/** Creating, editing and removing the definition of a gauge. */
final class GaugeCommands {

    /** Who loads the file; a gauge last defined by somebody else keeps what it has. */
    static final Actor LOADER = Actor.system("map-data");

    record Nothing() {}

    static final CommandType<GaugeInput> CREATE = new CommandType<>(
            Gauges.TYPE.name(), CommandType.CREATE, GaugeInput.class, Role.DESK, GaugeCommands::decideCreate);

    static final CommandType<GaugeInput> EDIT = new CommandType<>(
            Gauges.TYPE.name(), CommandType.EDIT, GaugeInput.class, Role.DESK, GaugeCommands::decideEdit);

    /** As EDIT, but as a step of its own, so that a scenario or a timer needs no version. */
    static final CommandType<GaugeInput> DEFINE =
            new CommandType<>(Gauges.TYPE.name(), "define", GaugeInput.class, Role.DESK, GaugeCommands::decideEdit);

    /** The readings stay in their series: a station entered again under its code has them. */
    static final CommandType<Nothing> REMOVE = new CommandType<>(
            Gauges.TYPE.name(),
            CommandType.REMOVE,
            Nothing.class,
            Role.DESK,
            (picture, context, call) -> Decision.accept(new Decision.Remove(Gauges.TYPE.name(), call.id())));

    private GaugeCommands() {}

    private static Decision decideCreate(Picture picture, Context context, Call<GaugeInput> call) {
        Gauge gauge = call.input().gauge(null);
        Optional<Feature<Gauge>> present = picture.find(Gauges.TYPE, gauge.code());
        if (present.isEmpty()) {
            return Decision.accept(Decision.put(Gauges.TYPE, gauge.code(), call.geometry(), gauge));
        }
        if (!context.actor().isSystem()) {
            return Decision.refuse(Problem.of(
                    409, "exists", "已有编码为 " + gauge.code() + " 的测站", "there is a gauge " + gauge.code() + " already"));
        }
        Gauge renewed = call.input().gauge(present.get().properties());
        boolean same = renewed.equals(present.get().properties())
                && present.get().geometry().equalsExact(call.geometry());
        return same
                ? Decision.unchanged(present.get())
                : Decision.accept(Decision.put(Gauges.TYPE, gauge.code(), call.geometry(), renewed));
    }

    private static Decision decideEdit(Picture picture, Context context, Call<GaugeInput> call) {
        Feature<Gauge> present = picture.get(Gauges.TYPE, call.id());
        Gauge old = present.properties();
        if (call.input().code() != null && !call.input().code().equals(old.code())) {
            throw new PictureException(Problem.field(
                    "code", "properties.code", call.input().code(), "编码不能改", "the code cannot be changed"));
        }
        Gauge edited = call.input().gauge(old);
        Geometry geometry = call.geometry() == null ? present.geometry() : call.geometry();
        return edited.equals(old) && geometry.equalsExact(present.geometry())
                ? Decision.unchanged(present)
                : Decision.accept(Decision.put(Gauges.TYPE, present.id(), geometry, edited));
    }
}
