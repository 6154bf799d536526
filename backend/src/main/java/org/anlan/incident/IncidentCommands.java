package org.anlan.incident;

import java.util.Objects;
import org.anlan.incident.Incident.Entry;
import org.anlan.incident.Incident.EntryKind;
import org.anlan.incident.Incident.NamedPhone;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.Checks;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Context;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.PhoneNumbers;
import org.anlan.picture.model.Picture;

/** What the desk does with an incident: the steps of its state, notes, grade, commander on scene. */
final class IncidentCommands {

    record TextInput(String text) {}

    record GradeInput(Grade grade, String reason) {}

    private static final int TEXT_LENGTH = 1000;

    /** Notes end here, so that the steps of the state always find room in the feature. */
    private static final int TIMELINE_NOTES = 400;

    static final CommandType<TextInput> NOTE = command("note", TextInput.class, IncidentCommands::note);
    static final CommandType<GradeInput> REGRADE = command("regrade", GradeInput.class, IncidentCommands::regrade);
    static final CommandType<NamedPhone> APPOINT = command("appoint", NamedPhone.class, IncidentCommands::appoint);

    private IncidentCommands() {}

    private static <I> CommandType<I> command(String name, Class<I> input, CommandType.Decider<I> decider) {
        return new CommandType<>(Incidents.TYPE.name(), name, input, Role.DESK, decider);
    }

    /** One of verify, respond, control, close, reopen. Closing and reopening say why. */
    static CommandType<TextInput> step(String name) {
        return command(name, TextInput.class, (picture, context, call) -> step(name, picture, context, call));
    }

    private static Decision step(String name, Picture picture, Context context, Call<TextInput> call) {
        Feature<Incident> incident = picture.get(Incidents.TYPE, call.id());
        IncidentState from = incident.properties().state();
        IncidentState to = from.after(name);
        boolean saysWhy = to == IncidentState.CLOSED || from == IncidentState.CLOSED;
        Checks checks = new Checks();
        String text = saysWhy
                ? checks.requiredText("text", call.input().text(), TEXT_LENGTH)
                : checks.text("text", call.input().text(), TEXT_LENGTH);
        checks.done();
        Entry entry = entry(context, EntryKind.STATE, text, from.word(), to.word());
        return Decision.accept(Decision.put(incident, incident.properties().going(course -> course.in(
                        to, to == IncidentState.CLOSED ? context.now() : null)
                .with(entry))));
    }

    private static Decision note(Picture picture, Context context, Call<TextInput> call) {
        Feature<Incident> incident = picture.get(Incidents.TYPE, call.id());
        Checks checks = new Checks();
        String text = checks.requiredText("text", call.input().text(), CreateIncident.TEXT_LENGTH);
        checks.done();
        if (incident.properties().timeline().size() >= TIMELINE_NOTES) {
            return Decision.refuse(Problem.field(
                    "timeline",
                    "text",
                    text,
                    "时间线已满 " + TIMELINE_NOTES + " 条,请另开事件续记",
                    "the timeline is full with " + TIMELINE_NOTES + " entries; go on in another incident"));
        }
        Entry entry = entry(context, EntryKind.NOTE, text, null, null);
        return Decision.accept(Decision.put(incident, incident.properties().going(course -> course.with(entry))));
    }

    private static Decision regrade(Picture picture, Context context, Call<GradeInput> call) {
        Feature<Incident> incident = picture.get(Incidents.TYPE, call.id());
        Checks checks = new Checks();
        Grade grade = checks.required("grade", call.input().grade());
        String reason = checks.requiredText("reason", call.input().reason(), TEXT_LENGTH);
        checks.done();
        Grade old = incident.properties().grade();
        if (old == grade) {
            return Decision.unchanged(incident);
        }
        Entry entry = entry(context, EntryKind.GRADE, reason, old == null ? null : old.word(), grade.word());
        return Decision.accept(Decision.put(incident, incident.properties().going(course -> course.graded(grade)
                .with(entry))));
    }

    private static Decision appoint(Picture picture, Context context, Call<NamedPhone> call) {
        Feature<Incident> incident = picture.get(Incidents.TYPE, call.id());
        Checks checks = new Checks();
        String name = checks.requiredText("name", call.input().name(), CreateIncident.NAME_LENGTH);
        NamedPhone next = new NamedPhone(
                name, PhoneNumbers.check(checks, "phone", call.input().phone()));
        checks.done();
        NamedPhone old = incident.properties().commander();
        if (Objects.equals(old, next)) {
            return Decision.unchanged(incident);
        }
        Entry entry = entry(context, EntryKind.COMMANDER, "", old == null ? null : old.name(), next.name());
        return Decision.accept(Decision.put(incident, incident.properties().going(course -> course.ledBy(next)
                .with(entry))));
    }

    private static Entry entry(Context context, EntryKind kind, String text, String from, String to) {
        return new Entry(context.now(), context.actor().name(), kind, text, null, from, to);
    }
}
