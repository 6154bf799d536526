package org.anlan.incident;

import java.time.Instant;
import java.util.List;
import org.anlan.fieldreport.Danger;
import org.anlan.fieldreport.Kind;
import org.anlan.fieldreport.PlaceRule;
import org.anlan.fieldreport.Severity;
import org.anlan.fieldreport.TimeRule;
import org.anlan.incident.Incident.Course;
import org.anlan.incident.Incident.Entry;
import org.anlan.incident.Incident.EntryKind;
import org.anlan.incident.Incident.NamedPhone;
import org.anlan.incident.Incident.Origin;
import org.anlan.incident.Incident.Source;
import org.anlan.incident.Incident.Subject;
import org.anlan.picture.Role;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.Checks;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Context;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.PhoneNumbers;
import org.anlan.picture.model.Picture;
import org.anlan.unit.Dyke;

/** Opening an incident from a phone call (接报): who called, what, when, and where by map, 桩号, village or name. */
final class CreateIncident {

    static final int TITLE_LENGTH = 100;
    static final int PLACE_LENGTH = 200;
    static final int NAME_LENGTH = 60;
    static final int TEXT_LENGTH = 2000;

    /**
     * What the officer wrote down.
     *
     * @param title when absent: place and kind
     * @param caller null for an anonymous call
     * @param confirmed true when a point far outside the county is meant
     */
    record Input(
            String title,
            Kind kind,
            Danger danger,
            Severity severity,
            Grade grade,
            String place,
            String village,
            Dyke.Mark chainage,
            Instant occurredAt,
            NamedPhone caller,
            String text,
            Boolean confirmed) {}

    private final PlaceRule places;

    CreateIncident(PlaceRule places) {
        this.places = places;
    }

    CommandType<Input> command() {
        return new CommandType<>(Incidents.TYPE.name(), CommandType.CREATE, Input.class, Role.DESK, this::decide);
    }

    private Decision decide(Picture picture, Context context, Call<Input> call) {
        Input in = call.input();
        Checks checks = new Checks();
        String title = checks.optionalText("properties.title", in.title(), TITLE_LENGTH);
        String place = checks.optionalText("properties.place", in.place(), PLACE_LENGTH);
        String text = checks.text("properties.text", in.text(), TEXT_LENGTH);
        NamedPhone caller = person(checks, "properties.caller", in.caller());
        Kind.check(checks, in.kind(), in.danger());
        checks.required("properties.severity", in.severity());
        TimeRule.check(checks, "properties.occurredAt", in.occurredAt(), context.now());
        checks.done();
        Locating.Located located = new Locating(places, picture)
                .locate(new Locating.Said(call.geometry(), place, in.village(), in.chainage(), in.confirmed()));
        Subject subject = new Subject(
                title == null ? title(located.label(), in.kind(), in.danger()) : title,
                in.kind(),
                in.danger(),
                in.severity(),
                in.occurredAt(),
                caller);
        Entry opened = new Entry(
                context.now(), context.actor().name(), EntryKind.OPENED, text, null, null, Source.PHONE.word());
        Incident incident = Incident.of(
                new Origin(number(picture, context), context.now(), Source.PHONE),
                subject,
                located.site(),
                Course.begun(in.grade(), List.of(), opened));
        return Decision.accept(Decision.put(Incidents.TYPE, context.newId("incident"), located.point(), incident));
    }

    /** Nobody named and no number is nobody at all: null. */
    static NamedPhone person(Checks checks, String field, NamedPhone given) {
        if (given == null) {
            return null;
        }
        String name = checks.text(field + ".name", given.name(), NAME_LENGTH);
        String phone = PhoneNumbers.check(checks, field + ".phone", given.phone());
        return name.isEmpty() && phone == null ? null : new NamedPhone(name, phone);
    }

    /** E.g. "彭村管涌". */
    static String title(String label, Kind kind, Danger danger) {
        String what = danger == null ? kind.label().zh() : danger.label().zh();
        String whole = label + what;
        return whole.length() <= TITLE_LENGTH ? whole : what;
    }

    static String number(Picture picture, Context context) {
        List<String> taken = picture.list(Incidents.TYPE).stream()
                .map(Feature::properties)
                .map(Incident::number)
                .toList();
        return IncidentNumber.next(taken, context.now());
    }
}
