package org.anlan.unit;

import java.util.Optional;
import java.util.Set;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.Checks;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Context;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;
import org.locationtech.jts.geom.Geometry;

/** Creating and editing villages. A village that an operator moved is marked so and no file moves it back. */
final class VillageCommands {

    /**
     * Members of a village as sent. On create {@code code}, {@code name} and {@code townName} are needed and
     * {@code shortName}, {@code town} follow from them; on edit a missing member stays as it is.
     */
    record Input(
            String code,
            String name,
            String shortName,
            String town,
            String townName,
            String pinyin,
            String pinyinInitials,
            Village.Basis positionBasis) {}

    static final CommandType<Input> CREATE = new CommandType<>(
            Villages.TYPE.name(),
            CommandType.CREATE,
            Input.class,
            Set.of(Role.ADMINISTRATOR),
            VillageCommands::decideCreate);

    static final CommandType<Input> EDIT = new CommandType<>(
            Villages.TYPE.name(), CommandType.EDIT, Input.class, Role.DESK, VillageCommands::decideEdit);

    private static final int NAME_LENGTH = 60;

    private VillageCommands() {}

    private static Decision decideCreate(Picture picture, Context context, Call<Input> call) {
        Village village = village(call.input(), context.actor().isSystem());
        Optional<Feature<Village>> present = picture.find(Villages.TYPE, village.code());
        if (present.isEmpty()) {
            return Decision.accept(Decision.put(Villages.TYPE, village.code(), call.geometry(), village));
        }
        if (!context.actor().isSystem()) {
            return Decision.refuse(exists(village.code()));
        }
        return FileRule.of(present.get(), call.geometry(), village).decide(present.get(), call.geometry(), village);
    }

    static Problem exists(String code) {
        return new Problem(
                409,
                "exists",
                new org.anlan.picture.Text("编号 " + code + " 已存在,请改用编辑", code + " exists already; edit it instead"),
                java.util.List.of(new Problem.Violation(
                        "properties.code", code, new org.anlan.picture.Text("须未被使用", "must not be in use"))),
                java.util.Map.of());
    }

    static Village village(Input input, boolean fromFile) {
        Checks checks = new Checks();
        String code = checks.requiredText("properties.code", input.code(), 12);
        String name = checks.requiredText("properties.name", input.name(), NAME_LENGTH);
        String shortName = checks.text("properties.shortName", input.shortName(), NAME_LENGTH);
        String townName = checks.requiredText("properties.townName", input.townName(), NAME_LENGTH);
        String pinyin = checks.text("properties.pinyin", input.pinyin(), 200);
        String initials = checks.text("properties.pinyinInitials", input.pinyinInitials(), NAME_LENGTH);
        if (!code.matches("\\d{12}")) {
            checks.reject("properties.code", code, "须为 12 位区划代码", "must be a 12-digit division code");
        }
        String town = input.town() == null && code.length() >= 9 ? code.substring(0, 9) : Checks.clean(input.town());
        if (!code.startsWith(town) || town.length() != 9) {
            checks.reject("properties.town", town, "须为村代码的前 9 位", "must be the first 9 digits of the code");
        }
        checks.done();
        Village.Basis basis =
                fromFile && input.positionBasis() != null ? input.positionBasis() : Village.Basis.OPERATOR;
        return new Village(
                code,
                name,
                shortName.isEmpty() ? Village.shorten(name) : shortName,
                town,
                townName,
                pinyin,
                initials,
                basis);
    }

    private static Decision decideEdit(Picture picture, Context context, Call<Input> call) {
        Feature<Village> present = picture.get(Villages.TYPE, call.id());
        Village old = present.properties();
        Input input = call.input();
        Geometry geometry = call.geometry() == null ? present.geometry() : call.geometry();
        boolean moved = !geometry.equalsExact(present.geometry());
        Checks checks = new Checks();
        fixed(checks, "properties.code", input.code(), old.code());
        fixed(checks, "properties.town", input.town(), old.town());
        Village edited = new Village(
                old.code(),
                kept(checks, "properties.name", input.name(), old.name()),
                kept(checks, "properties.shortName", input.shortName(), old.shortName()),
                old.town(),
                kept(checks, "properties.townName", input.townName(), old.townName()),
                input.pinyin() == null ? old.pinyin() : checks.text("properties.pinyin", input.pinyin(), 200),
                input.pinyinInitials() == null
                        ? old.pinyinInitials()
                        : checks.text("properties.pinyinInitials", input.pinyinInitials(), NAME_LENGTH),
                basis(input.positionBasis(), old.positionBasis(), moved));
        checks.done();
        return edited.equals(old) && !moved
                ? Decision.unchanged(present)
                : Decision.accept(Decision.put(Villages.TYPE, present.id(), geometry, edited));
    }

    private static Village.Basis basis(Village.Basis asked, Village.Basis old, boolean moved) {
        if (asked != null && asked != old) {
            return asked;
        }
        return moved ? Village.Basis.OPERATOR : old;
    }

    private static String kept(Checks checks, String field, String asked, String old) {
        String clean = asked == null ? old : checks.requiredText(field, asked, NAME_LENGTH);
        return clean.isEmpty() ? old : clean;
    }

    static void fixed(Checks checks, String field, Object asked, Object present) {
        if (asked != null && !asked.equals(present)) {
            checks.reject(field, asked, "不可更改,现为 " + present, "cannot be changed; it is " + present);
        }
    }
}
