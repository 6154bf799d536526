package org.anlan.incident;

import java.util.List;
import java.util.Map;
import org.anlan.fieldreport.FieldReport;
import org.anlan.fieldreport.FieldReports;
import org.anlan.fieldreport.ReportState;
import org.anlan.incident.Incident.Course;
import org.anlan.incident.Incident.Entry;
import org.anlan.incident.Incident.EntryKind;
import org.anlan.incident.Incident.Origin;
import org.anlan.incident.Incident.Site;
import org.anlan.incident.Incident.Source;
import org.anlan.incident.Incident.Subject;
import org.anlan.picture.Problem;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.Text;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.Checks;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Context;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;

/** What ties field reports to incidents: accept into a new one, merge into one that is there, and take either back. */
final class ReportLinks {

    /** @param title when absent: village and kind */
    record AcceptInput(String title, Grade grade) {}

    record MergeInput(String incident) {}

    record Nothing() {}

    static final CommandType<AcceptInput> ACCEPT = command("accept", AcceptInput.class, ReportLinks::accept);
    static final CommandType<MergeInput> MERGE = command("merge", MergeInput.class, ReportLinks::merge);
    static final CommandType<Nothing> UNMERGE = command("unmerge", Nothing.class, ReportLinks::unmerge);

    private ReportLinks() {}

    static CommandType<Nothing> unaccept(List<IncidentUse> uses) {
        return command("unaccept", Nothing.class, (picture, context, call) -> unaccept(picture, context, call, uses));
    }

    private static <I> CommandType<I> command(String name, Class<I> input, CommandType.Decider<I> decider) {
        return new CommandType<>(FieldReports.TYPE.name(), name, input, Role.DESK, decider);
    }

    private static Decision accept(Picture picture, Context context, Call<AcceptInput> call) {
        Feature<FieldReport> feature = allowing(picture, call, "accept");
        FieldReport report = feature.properties();
        Checks checks = new Checks();
        String title = checks.optionalText("title", call.input().title(), CreateIncident.TITLE_LENGTH);
        checks.done();
        String where = report.villageName() == null ? "" : report.villageName();
        Subject subject = new Subject(
                title == null ? CreateIncident.title(where, report.kind(), report.danger()) : title,
                report.kind(),
                report.danger(),
                report.severity(),
                report.observedAt(),
                null);
        Entry opened = entry(
                context,
                EntryKind.OPENED,
                "由 " + report.reporter().name() + " 的现场上报转为事件",
                "opened from a field report by " + report.reporter().name(),
                null,
                Source.REPORT.word());
        Incident incident = Incident.of(
                new Origin(CreateIncident.number(picture, context), context.now(), Source.REPORT),
                subject,
                new Site(null, report.village(), report.villageName(), report.townName(), report.chainage()),
                Course.begun(call.input().grade(), List.of(feature.id()), opened));
        String id = context.newId("incident");
        return both(
                Decision.put(Incidents.TYPE, id, feature.geometry(), incident),
                decided(feature, ReportState.ACCEPTED, context, id));
    }

    private static Decision merge(Picture picture, Context context, Call<MergeInput> call) {
        Feature<FieldReport> feature = allowing(picture, call, "merge");
        String target = call.input().incident() == null ? "" : call.input().incident();
        Feature<Incident> incident =
                picture.find(Incidents.TYPE, target, Reader.of(context.actor())).orElse(null);
        if (incident == null) {
            return Decision.refuse(
                    Problem.field("incident", "incident", target, "没有这个事件编号", "there is no such incident"));
        }
        if (incident.properties().state() == IncidentState.CLOSED) {
            return Decision.refuse(closed(incident));
        }
        Entry entry = entry(
                context,
                EntryKind.REPORT,
                "并入 " + feature.properties().reporter().name() + " 的现场上报",
                "merged a field report by " + feature.properties().reporter().name(),
                null,
                feature.id());
        return both(
                Decision.put(incident, incident.properties().going(course -> course.with(feature.id())
                        .with(entry))),
                decided(feature, ReportState.MERGED, context, incident.id()));
    }

    private static Decision unmerge(Picture picture, Context context, Call<Nothing> call) {
        Feature<FieldReport> feature = allowing(picture, call, "unmerge");
        Feature<Incident> incident =
                picture.get(Incidents.TYPE, feature.properties().incident(), Reader.of(context.actor()));
        Entry entry = entry(
                context,
                EntryKind.REPORT,
                "移出 " + feature.properties().reporter().name() + " 的现场上报",
                "took out a field report by " + feature.properties().reporter().name(),
                feature.id(),
                null);
        return both(
                Decision.put(incident, incident.properties().going(course -> course.without(feature.id())
                        .with(entry))),
                Decision.put(feature, feature.properties().handled(FieldReport.Handling::undecided)));
    }

    /** While the incident is as it was opened: what anybody has done with or for it since would be lost. */
    private static Decision unaccept(Picture picture, Context context, Call<Nothing> call, List<IncidentUse> uses) {
        Feature<FieldReport> feature = allowing(picture, call, "unaccept");
        Feature<Incident> incident =
                picture.get(Incidents.TYPE, feature.properties().incident(), Reader.of(context.actor()));
        if (incident.version() > 1) {
            return Decision.refuse(new Problem(
                    409,
                    "moved-on",
                    new Text(
                            "事件 " + incident.properties().number() + " 已有后续处置,不能撤销采纳;如属误报,请核实后结束",
                            "incident " + incident.properties().number()
                                    + " has gone on since, so the acceptance stays; verify and close a false alarm"),
                    List.of(new Problem.Violation(
                            "incident",
                            incident.id(),
                            new Text("须为采纳后未变动的事件", "must be an incident that nobody has changed since"))),
                    Map.of("version", incident.version())));
        }
        List<String> users = uses.stream()
                .flatMap(use -> use.of(picture, incident.id()).stream())
                .toList();
        if (!users.isEmpty()) {
            return Decision.refuse(inUse(incident, users));
        }
        return both(
                new Decision.Remove(incident.collection(), incident.id()),
                Decision.put(feature, feature.properties().handled(FieldReport.Handling::undecided)));
    }

    /** The incident stands in the log before the report that names it; the answer is the report. */
    private static Decision both(Decision.Draft incident, Decision.Draft report) {
        return new Decision.Accepted(report.collection(), report.id(), List.of(incident, report));
    }

    private static Decision.Draft decided(
            Feature<FieldReport> report, ReportState state, Context context, String incident) {
        String by = context.actor().name();
        return Decision.put(report, report.properties().handled(handling -> handling.seen(context.now(), by)
                .decided(state, context.now(), by, null, incident)));
    }

    private static Feature<FieldReport> allowing(Picture picture, Call<?> call, String command) {
        Feature<FieldReport> report = picture.get(FieldReports.TYPE, call.id());
        report.properties().state().mustAllow(command);
        return report;
    }

    private static Entry entry(Context context, EntryKind kind, String text, String textEn, String from, String to) {
        return new Entry(context.now(), context.actor().name(), kind, text, textEn, from, to);
    }

    private static Problem inUse(Feature<Incident> incident, List<String> users) {
        String number = incident.properties().number();
        return new Problem(
                409,
                "in-use",
                new Text(
                        String.join("、", users) + " 正在处置事件 " + number + ",不能撤销采纳;请先更改其任务",
                        String.join(", ", users) + " works on incident " + number
                                + ", so the acceptance stays; give it another task first"),
                List.of(new Problem.Violation(
                        "incident",
                        incident.id(),
                        new Text("须为没有队伍处置的事件", "must be an incident that nobody works on"))),
                Map.of("users", users));
    }

    private static Problem closed(Feature<Incident> incident) {
        return new Problem(
                409,
                "closed",
                new Text(
                        "事件 " + incident.properties().number() + " 已结束,请先重新打开(reopen)",
                        "incident " + incident.properties().number() + " is closed; reopen it first"),
                List.of(new Problem.Violation(
                        "incident", incident.id(), new Text("须为未结束的事件", "must be an incident that is not closed"))),
                Map.of("allowed", incident.properties().state().allowed()));
    }
}
