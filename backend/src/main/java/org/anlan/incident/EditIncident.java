package org.anlan.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.anlan.fieldreport.Danger;
import org.anlan.fieldreport.Kind;
import org.anlan.fieldreport.PlaceRule;
import org.anlan.fieldreport.Severity;
import org.anlan.fieldreport.TimeRule;
import org.anlan.incident.Incident.Entry;
import org.anlan.incident.Incident.EntryKind;
import org.anlan.incident.Incident.NamedPhone;
import org.anlan.incident.Incident.Site;
import org.anlan.incident.Incident.Subject;
import org.anlan.incident.Locating.Located;
import org.anlan.picture.Role;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.Checks;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Context;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;
import org.anlan.unit.Dyke;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/** Correcting what an incident is about and where it is. Its state, grade and commander have their own commands. */
final class EditIncident {

    /**
     * A missing member stays as it is; an empty text clears.
     *
     * @param chainage with an empty {@code area} it is cleared
     * @param text why it was edited; goes into the timeline
     * @param state may be sent back as it was read, not changed
     * @param grade may be sent back as it was read, not changed
     */
    record Input(
            String title,
            Kind kind,
            Danger danger,
            Severity severity,
            String place,
            String village,
            Dyke.Mark chainage,
            Instant occurredAt,
            NamedPhone caller,
            String text,
            Boolean confirmed,
            IncidentState state,
            Grade grade) {}

    private record Change(String zh, String en) {}

    private final PlaceRule places;

    EditIncident(PlaceRule places) {
        this.places = places;
    }

    CommandType<Input> command() {
        return new CommandType<>(Incidents.TYPE.name(), CommandType.EDIT, Input.class, Role.DESK, this::decide);
    }

    private Decision decide(Picture picture, Context context, Call<Input> call) {
        Feature<Incident> feature = picture.get(Incidents.TYPE, call.id());
        Incident old = feature.properties();
        Checks checks = new Checks();
        checkUntouched(checks, call.input(), old);
        Subject subject = subject(checks, call.input(), old, context.now());
        String place = call.input().place() == null
                ? old.place()
                : checks.optionalText("properties.place", call.input().place(), CreateIncident.PLACE_LENGTH);
        String why = checks.text("properties.text", call.input().text(), CreateIncident.TEXT_LENGTH);
        checks.done();
        Located located = located(picture, call, feature, place);
        boolean moved = !located.point().equalsExact(feature.geometry());
        List<Change> changes = changes(old, subject, located.site(), moved);
        if (changes.isEmpty() && why.isEmpty()) {
            return Decision.unchanged(feature);
        }
        Entry entry = entry(context, changes, why);
        Incident edited =
                Incident.of(old.origin(), subject, located.site(), old.course().with(entry));
        return Decision.accept(Decision.put(Incidents.TYPE, feature.id(), located.point(), edited));
    }

    private static void checkUntouched(Checks checks, Input in, Incident old) {
        if (in.state() != null && in.state() != old.state()) {
            checks.reject(
                    "properties.state",
                    in.state().word(),
                    "编辑不能改变状态,请用:" + old.state().allowed(),
                    "editing never changes the state; use: " + old.state().allowed());
        }
        if (in.grade() != null && in.grade() != old.grade()) {
            checks.reject(
                    "properties.grade",
                    in.grade().word(),
                    "编辑不能改变等级,请用 regrade",
                    "editing never changes the grade; use regrade");
        }
    }

    private static Subject subject(Checks checks, Input in, Incident old, Instant now) {
        Kind kind = in.kind() == null ? old.kind() : in.kind();
        boolean wasDanger = kind == Kind.DANGER && old.kind() == Kind.DANGER;
        Danger danger = in.danger() == null && wasDanger ? old.danger() : in.danger();
        Kind.check(checks, kind, danger);
        if (in.occurredAt() != null && !in.occurredAt().equals(old.occurredAt())) {
            TimeRule.check(checks, "properties.occurredAt", in.occurredAt(), now);
        }
        return new Subject(
                in.title() == null
                        ? old.title()
                        : checks.requiredText("properties.title", in.title(), CreateIncident.TITLE_LENGTH),
                kind,
                danger,
                in.severity() == null ? old.severity() : in.severity(),
                in.occurredAt() == null ? old.occurredAt() : in.occurredAt(),
                in.caller() == null ? old.caller() : CreateIncident.person(checks, "properties.caller", in.caller()));
    }

    /** A new point takes the nearest village and loses its chainage; a new chainage without a point moves it there. */
    private Located located(Picture picture, Call<Input> call, Feature<Incident> feature, String place) {
        Input in = call.input();
        Site old = feature.properties().site();
        Dyke.Mark asked = in.chainage();
        boolean clearsMark =
                asked != null && (asked.area() == null || asked.area().isBlank());
        boolean newMark = asked != null && !clearsMark && !asked.equals(old.chainage());
        Geometry at = call.geometry() != null ? call.geometry() : newMark ? null : feature.geometry();
        boolean moved = at == null || !at.equalsExact(feature.geometry());
        String village = in.village() == null && !moved ? old.village() : in.village();
        if (!moved && !newMark && !clearsMark && Objects.equals(village, old.village())) {
            Site same = new Site(place, old.village(), old.villageName(), old.townName(), old.chainage());
            return new Located((Point) feature.geometry(), same, "");
        }
        Dyke.Mark mark = newMark ? asked : moved || clearsMark ? null : old.chainage();
        boolean confirmed = !moved || Boolean.TRUE.equals(in.confirmed());
        return new Locating(places, picture).locate(new Locating.Said(at, place, village, mark, confirmed));
    }

    private static List<Change> changes(Incident old, Subject subject, Site site, boolean moved) {
        List<Change> changes = new ArrayList<>();
        note(changes, "标题", "title", old.title(), subject.title());
        note(changes, "类型", "kind", old.kind(), subject.kind());
        note(changes, "险情种类", "danger", old.danger(), subject.danger());
        note(changes, "严重程度", "severity", old.severity(), subject.severity());
        note(changes, "发生时间", "time", old.occurredAt(), subject.occurredAt());
        note(changes, "报告人", "caller", old.caller(), subject.caller());
        note(changes, "地点", "place", old.place(), site.place());
        note(changes, "所属村", "village", old.village(), site.village());
        note(changes, "桩号", "chainage", old.chainage(), site.chainage());
        note(changes, "位置", "position", false, moved);
        return changes;
    }

    private static void note(List<Change> changes, String zh, String en, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(zh, en));
        }
    }

    private static Entry entry(Context context, List<Change> changes, String why) {
        String zh = "修改:" + String.join("、", changes.stream().map(Change::zh).toList());
        String en =
                "edited: " + String.join(", ", changes.stream().map(Change::en).toList());
        if (changes.isEmpty()) {
            return new Entry(context.now(), context.actor().name(), EntryKind.EDIT, why, null, null, null);
        }
        String reason = why.isEmpty() ? "" : " — " + why;
        return new Entry(context.now(), context.actor().name(), EntryKind.EDIT, zh + reason, en + reason, null, null);
    }
}
