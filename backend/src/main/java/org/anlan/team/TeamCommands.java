package org.anlan.team;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

/** What can be done with a team. */
final class TeamCommands {

    /** Members as sent; on edit a missing member stays as it is. */
    record Input(
            String name,
            Team.Kind kind,
            String town,
            Integer size,
            Team.Person leader,
            List<Team.Member> members,
            List<Team.Equipment> equipment,
            Team.Basis basis) {}

    /** @param task text of at most 200 characters; missing clears, as does a missing incident */
    record Report(Team.Status status, String task, String incident) {}

    record Nothing() {}

    private static final String NAME = Teams.TYPE.name();
    private static final Set<Role> PEOPLE =
            Set.of(Role.ADMINISTRATOR, Role.COMMANDER, Role.DUTY_OFFICER, Role.WAREHOUSE_KEEPER, Role.FIELD);
    private static final int MAX_TASK = 200;

    static final CommandType<Input> CREATE =
            new CommandType<>(NAME, CommandType.CREATE, Input.class, Role.DESK, (picture, context, call) -> {
                Team team = merge(null, call.input(), context);
                return Decision.accept(Decision.put(Teams.TYPE, context.newId("team"), call.geometry(), team));
            });

    static final CommandType<Input> EDIT =
            new CommandType<>(NAME, CommandType.EDIT, Input.class, Role.DESK, (picture, context, call) -> {
                Feature<Team> present = picture.get(Teams.TYPE, call.id());
                Team edited = merge(present.properties(), call.input(), context);
                var place = call.geometry() == null ? present.geometry() : call.geometry();
                return Decision.accept(Decision.put(Teams.TYPE, present.id(), place, edited));
            });

    static final CommandType<Nothing> REMOVE = new CommandType<>(
            NAME,
            CommandType.REMOVE,
            Nothing.class,
            Role.DESK,
            (picture, context, call) -> Decision.accept(new Decision.Remove(NAME, call.id())));

    static final CommandType<Report> REPORT_STATUS =
            new CommandType<>(NAME, "report-status", Report.class, PEOPLE, TeamCommands::decideReport);

    static final CommandType<Nothing> SHARE =
            new CommandType<>(NAME, "share", Nothing.class, PEOPLE, (picture, context, call) -> {
                Feature<Team> present = picture.get(Teams.TYPE, call.id());
                Actor actor = context.actor();
                if (present.properties().isSharedBy(actor.id())) {
                    return Decision.unchanged(present);
                }
                List<Team.Sharer> sharers = new ArrayList<>(present.properties().sharedBy());
                sharers.add(new Team.Sharer(actor.id(), actor.name()));
                return Decision.accept(
                        Decision.put(present, present.properties().sharedBy(sharers)));
            });

    static final CommandType<Nothing> UNSHARE =
            new CommandType<>(NAME, "unshare", Nothing.class, PEOPLE, (picture, context, call) -> {
                Feature<Team> present = picture.get(Teams.TYPE, call.id());
                if (!present.properties().isSharedBy(context.actor().id())) {
                    return Decision.unchanged(present);
                }
                List<Team.Sharer> sharers = present.properties().sharedBy().stream()
                        .filter(sharer -> !sharer.id().equals(context.actor().id()))
                        .toList();
                return Decision.accept(
                        Decision.put(present, present.properties().sharedBy(sharers)));
            });

    private TeamCommands() {}

    private static Decision decideReport(Picture picture, Context context, Call<Report> call) {
        Feature<Team> present = picture.get(Teams.TYPE, call.id());
        Report report = call.input();
        if (report.status() == null) {
            throw refuse("status", null, "缺状态", "the status is missing");
        }
        if (report.task() != null && report.task().length() > MAX_TASK) {
            throw refuse("task", report.task().length(), "任务最多 200 字", "a task has at most 200 characters");
        }
        boolean own = present.properties().isSharedBy(context.actor().id());
        if (context.actor().role() == Role.FIELD && !own) {
            throw new PictureException(Problem.of(
                    403, "team", "只有本队的手机可以报状态", "only a phone that shares this team's position may report for it"));
        }
        Team next = present.properties().with(report.status(), report.task(), report.incident(), context.now());
        return Decision.accept(Decision.put(present, next));
    }

    private static PictureException refuse(String field, Object value, String zh, String en) {
        return new PictureException(Problem.field("team", field, value, zh, en));
    }

    private static <T> T or(T asked, T old) {
        return asked == null ? old : asked;
    }

    /** @throws PictureException 422 when it makes no sense */
    static Team merge(Team old, Input in, Context context) {
        try {
            return new Team(
                    or(in.name(), old == null ? null : old.name()),
                    or(in.kind(), old == null ? null : old.kind()),
                    or(in.town(), old == null ? null : old.town()),
                    or(in.size(), old == null ? 0 : old.size()),
                    or(in.leader(), old == null ? null : old.leader()),
                    or(in.members(), old == null ? null : old.members()),
                    or(in.equipment(), old == null ? null : old.equipment()),
                    old == null ? Team.Status.STANDBY : old.status(),
                    old == null ? null : old.task(),
                    old == null ? null : old.incident(),
                    old == null ? context.now() : old.statusSince(),
                    or(in.basis(), old == null ? Team.Basis.OPERATOR : old.basis()),
                    old == null ? List.of() : old.sharedBy());
        } catch (IllegalArgumentException | NullPointerException nonsense) {
            throw refuse(
                    "properties",
                    in.name(),
                    "队伍须有名称(60 字内)和类别,人数不能为负",
                    "a team has a name of at most 60 characters, a kind and no negative size: "
                            + nonsense.getMessage());
        }
    }
}
