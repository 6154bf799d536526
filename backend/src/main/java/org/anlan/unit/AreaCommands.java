package org.anlan.unit;

import java.util.Optional;
import org.anlan.picture.Role;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.Checks;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Context;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/** Creating, editing and removing detention areas and dyke sections. */
final class AreaCommands {

    /** Members of an area as sent; on edit a missing member stays as it is and an empty text clears. */
    record Input(
            String code,
            String name,
            Area.Kind kind,
            Double officialAreaKm2,
            Integer population,
            String river,
            Area.Bank bank,
            Double chainageFrom,
            Double chainageTo,
            Area.Basis outlineBasis,
            String note) {}

    record Nothing() {}

    static final CommandType<Input> CREATE = new CommandType<>(
            Areas.TYPE.name(), CommandType.CREATE, Input.class, Role.DESK, AreaCommands::decideCreate);

    static final CommandType<Input> EDIT =
            new CommandType<>(Areas.TYPE.name(), CommandType.EDIT, Input.class, Role.DESK, AreaCommands::decideEdit);

    static final CommandType<Nothing> REMOVE = new CommandType<>(
            Areas.TYPE.name(),
            CommandType.REMOVE,
            Nothing.class,
            Role.DESK,
            (picture, context, call) -> Decision.accept(new Decision.Remove(Areas.TYPE.name(), call.id())));

    private static final int NAME_LENGTH = 60;
    private static final int NOTE_LENGTH = 500;

    private AreaCommands() {}

    private static Decision decideCreate(Picture picture, Context context, Call<Input> call) {
        Area area = area(call.input(), call.geometry());
        Optional<Feature<Area>> present = picture.find(Areas.TYPE, area.code());
        if (present.isEmpty()) {
            return Decision.accept(Decision.put(Areas.TYPE, area.code(), call.geometry(), area));
        }
        if (!context.actor().isSystem()) {
            return Decision.refuse(VillageCommands.exists(area.code()));
        }
        Area kept = area.inStateOf(present.get().properties());
        Area loaded = kept.in(kept.state(), kept.stateSince(), kept.stateText(), null);
        return fileRule(present.get(), call.geometry(), area).decide(present.get(), call.geometry(), loaded);
    }

    /** What a row of the file does to an area: its state is none of the file's business. */
    static FileRule fileRule(Feature<Area> present, Geometry geometry, Area fromFile) {
        return present == null
                ? FileRule.ADDED
                : FileRule.of(present, Areas.definer(present), geometry, fromFile.inStateOf(present.properties()));
    }

    private static Decision decideEdit(Picture picture, Context context, Call<Input> call) {
        Feature<Area> present = picture.get(Areas.TYPE, call.id());
        Area old = present.properties();
        Input in = call.input();
        Checks checks = new Checks();
        VillageCommands.fixed(checks, "properties.code", in.code(), old.code());
        VillageCommands.fixed(checks, "properties.kind", in.kind(), old.kind());
        checks.done();
        Input merged = new Input(
                old.code(),
                or(in.name(), old.name()),
                old.kind(),
                or(in.officialAreaKm2(), old.officialAreaKm2()),
                or(in.population(), old.population()),
                or(in.river(), old.river()),
                or(in.bank(), old.bank()),
                or(in.chainageFrom(), old.chainageFrom()),
                or(in.chainageTo(), old.chainageTo()),
                or(in.outlineBasis(), old.outlineBasis()),
                or(in.note(), old.note()));
        Geometry geometry = call.geometry() == null ? present.geometry() : call.geometry();
        Area edited = area(merged, geometry).inStateOf(old);
        return edited.equals(old) && geometry.equalsExact(present.geometry())
                ? Decision.unchanged(present)
                : Decision.accept(Decision.put(
                        Areas.TYPE,
                        present.id(),
                        geometry,
                        edited.in(old.state(), old.stateSince(), old.stateText(), null)));
    }

    private static <T> T or(T asked, T old) {
        return asked == null ? old : asked;
    }

    /** The area these members make; says all that is wrong with them at once. */
    static Area area(Input input, Geometry geometry) {
        Checks checks = new Checks();
        String code = checks.requiredText("properties.code", input.code(), 40);
        if (!code.matches("[A-Za-z0-9-]*")) {
            checks.reject("properties.code", code, "只用字母、数字和连字符", "use letters, digits and hyphens only");
        }
        String name = checks.requiredText("properties.name", input.name(), NAME_LENGTH);
        Area.Kind kind = checks.required("properties.kind", input.kind());
        Area.Basis basis = checks.required("properties.outlineBasis", input.outlineBasis());
        String river = checks.optionalText("properties.river", input.river(), NAME_LENGTH);
        String note = checks.optionalText("properties.note", input.note(), NOTE_LENGTH);
        checkFigures(checks, input);
        checkChainage(checks, input);
        if (kind != null && geometry != null && (kind == Area.Kind.DETENTION) != geometry instanceof Polygon) {
            checks.reject(
                    "geometry",
                    geometry.getGeometryType(),
                    "蓄滞洪区须为面(Polygon),堤防须为线(LineString)",
                    "a detention area is a Polygon, a dyke a LineString");
        }
        checks.done();
        return new Area(
                code,
                name,
                kind,
                input.officialAreaKm2(),
                input.population(),
                river,
                input.bank(),
                input.chainageFrom(),
                input.chainageTo(),
                basis,
                note);
    }

    private static void checkFigures(Checks checks, Input input) {
        Double area = input.officialAreaKm2();
        if (area != null && !(area > 0 && area < 1_000_000)) {
            checks.reject("properties.officialAreaKm2", area, "须大于 0 平方千米", "must be above 0 km²");
        }
        if (input.population() != null && input.population() < 0) {
            checks.reject("properties.population", input.population(), "不能为负", "must not be negative");
        }
    }

    private static void checkChainage(Checks checks, Input input) {
        Double from = input.chainageFrom();
        Double to = input.chainageTo();
        if (from == null && to == null) {
            return;
        }
        if (from == null || to == null || from.equals(to) || !isChainage(from) || !isChainage(to)) {
            checks.reject(
                    "properties.chainageFrom",
                    from + " – " + to,
                    "起止桩号须成对、不同且不小于 0(米)",
                    "from and to come together, differ, and are metres of 0 or more");
        }
        if (input.kind() == Area.Kind.DETENTION) {
            checks.reject("properties.chainageFrom", from, "只有堤防有桩号", "only a dyke has a chainage");
        }
    }

    private static boolean isChainage(double metres) {
        return metres >= 0 && metres < 10_000_000;
    }
}
