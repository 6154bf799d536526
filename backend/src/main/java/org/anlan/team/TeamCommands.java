package org.anlan.team;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.anlan.incident.Incidents;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.Checks;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Context;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;
import org.locationtech.jts.geom.Geometry;

/** What can be done with a team. */
final class TeamCommands {

    /** @param task text of at most 200 characters; missing clears, as does a missing incident */
    record Report(Team.Status status, String task, String incident) {}

    record Nothing() {}

    /** Who loads the county's file; teams last written under this name belong to the file. */
    static final Actor LOADER = Actor.system("map-data");

    private static final String NAME = Teams.TYPE.name();
    private static final Set<Role> REPORTERS =
            Set.of(Role.ADMINISTRATOR, Role.COMMANDER, Role.DUTY_OFFICER, Role.FIELD);
    private static final Set<Role> SHARERS =
            Set.of(Role.ADMINISTRATOR, Role.COMMANDER, Role.DUTY_OFFICER, Role.WAREHOUSE_KEEPER, Role.FIELD);
    private static final int MAX_TASK = 200;
    private static final int MAX_ID = 64;
    private static final int MAX_SHARERS = 50;

    static final CommandType<TeamInput> CREATE =
            new CommandType<>(NAME, CommandType.CREATE, TeamInput.class, Role.DESK, TeamCommands::decideCreate);

    static final CommandType<TeamInput> EDIT =
            new CommandType<>(NAME, CommandType.EDIT, TeamInput.class, Role.DESK, TeamCommands::decideEdit);

    static final CommandType<Nothing> REMOVE = new CommandType<>(
            NAME,
            CommandType.REMOVE,
            Nothing.class,
            Role.DESK,
            (picture, context, call) -> Decision.accept(new Decision.Remove(NAME, call.id())));

    static final CommandType<Report> REPORT_STATUS =
            new CommandType<>(NAME, "report-status", Report.class, REPORTERS, TeamCommands::decideReport);

    static final CommandType<Nothing> SHARE =
            new CommandType<>(NAME, "share", Nothing.class, SHARERS, TeamCommands::decideShare);

    static final CommandType<Nothing> UNSHARE =
            new CommandType<>(NAME, "unshare", Nothing.class, SHARERS, TeamCommands::decideUnshare);

    private TeamCommands() {}

    private static Decision decideCreate(Picture picture, Context context, Call<TeamInput> call) {
        String code = call.input().code();
        if (code != null && !code.matches("[A-Za-z0-9-]{1,40}")) {
            throw new PictureException(Problem.field(
                    "invalid", "properties.code", code, "须为 1–40 个字母、数字或连字符", "1 to 40 letters, digits or hyphens"));
        }
        Optional<Feature<Team>> present = code == null ? Optional.empty() : picture.find(Teams.TYPE, code);
        if (present.isEmpty()) {
            String id = code == null ? context.newId("team") : code;
            return Decision.accept(
                    Decision.put(Teams.TYPE, id, call.geometry(), call.input().team(null, context.now())));
        }
        if (!context.actor().isSystem()) {
            throw new PictureException(
                    Problem.of(409, "exists", "编号 " + code + " 已存在,请改用编辑", code + " exists already; edit it instead"));
        }
        return present.get().by().equals(LOADER.name())
                ? change(present.get(), call.geometry(), call.input(), context)
                : Decision.unchanged(present.get());
    }

    private static Decision decideEdit(Picture picture, Context context, Call<TeamInput> call) {
        Feature<Team> present = picture.get(Teams.TYPE, call.id());
        String code = call.input().code();
        if (code != null && !code.equals(present.id())) {
            throw new PictureException(
                    Problem.field("invalid", "properties.code", code, "编号不能改", "the code of a team cannot be changed"));
        }
        return change(present, call.geometry() == null ? present.geometry() : call.geometry(), call.input(), context);
    }

    private static Decision change(Feature<Team> present, Geometry base, TeamInput input, Context context) {
        Team changed = input.team(present.properties(), context.now());
        boolean stays = base == null
                ? present.geometry() == null
                : present.geometry() != null && base.equalsExact(present.geometry());
        return stays && changed.equals(present.properties())
                ? Decision.unchanged(present)
                : Decision.accept(Decision.put(Teams.TYPE, present.id(), base, changed));
    }

    private static Decision decideReport(Picture picture, Context context, Call<Report> call) {
        Feature<Team> present = picture.get(Teams.TYPE, call.id());
        Team team = present.properties();
        if (!Role.DESK.contains(context.actor().role())
                && !team.isSharedBy(context.actor().id())) {
            throw new PictureException(Problem.of(
                    403,
                    "team",
                    "只有共享本队位置的手机可以报状态",
                    "only a phone that shares this team's position may report for it"));
        }
        Report report = call.input();
        Checks checks = new Checks();
        Team.Status status = checks.required("status", report.status());
        String task = checks.optionalText("task", report.task(), MAX_TASK);
        String incident = checks.optionalText("incident", report.incident(), MAX_ID);
        boolean kept = incident != null && incident.equals(team.incident());
        if (incident != null
                && !kept
                && picture.find(Incidents.TYPE, incident, Reader.of(context.actor()))
                        .isEmpty()) {
            checks.reject("incident", incident, "没有这个事件", "there is no such incident");
        }
        checks.done();
        boolean same = status == team.status() && team.statusSince() != null;
        Team next = team.with(status, task, incident, same ? team.statusSince() : context.now());
        return next.equals(team) ? Decision.unchanged(present) : Decision.accept(Decision.put(present, next));
    }

    private static Decision decideShare(Picture picture, Context context, Call<Nothing> call) {
        Feature<Team> present = picture.get(Teams.TYPE, call.id());
        Actor actor = context.actor();
        List<Team.Sharer> sharers = new ArrayList<>(present.properties().sharedBy());
        if (present.properties().isSharedBy(actor.id())) {
            return Decision.unchanged(present);
        }
        if (sharers.size() >= MAX_SHARERS) {
            throw new PictureException(Problem.of(
                    409,
                    "sharers",
                    "已有 " + MAX_SHARERS + " 部手机共享该队位置",
                    MAX_SHARERS + " phones share this team's position already"));
        }
        sharers.add(new Team.Sharer(actor.id(), actor.name()));
        return Decision.accept(Decision.put(present, present.properties().sharedBy(sharers)));
    }

    private static Decision decideUnshare(Picture picture, Context context, Call<Nothing> call) {
        Feature<Team> present = picture.get(Teams.TYPE, call.id());
        String phone = context.actor().id();
        if (!present.properties().isSharedBy(phone)) {
            return Decision.unchanged(present);
        }
        List<Team.Sharer> others = present.properties().sharedBy().stream()
                .filter(sharer -> !sharer.id().equals(phone))
                .toList();
        return Decision.accept(Decision.put(present, present.properties().sharedBy(others)));
    }
}
