package org.anlan.incident;

import java.util.List;
import java.util.Optional;
import org.anlan.fieldreport.PhoneNumbers;
import org.anlan.incident.Incident.Course;
import org.anlan.incident.Incident.Entry;
import org.anlan.incident.Incident.NamedPhone;
import org.anlan.incident.Incident.Site;
import org.anlan.incident.Incident.Subject;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.GeometryRule;

/**
 * The collection {@code incidents}: seen by every role within its units, by walls and field phones without phone numbers.
 */
public final class Incidents {

    public static final CollectionType<Incident> TYPE = new CollectionType<>(
                    "incidents", Incident.class, GeometryRule.point(), Role.ALL, Incidents::view)
            .seenWhere((reader, incident) -> reader.covers(incident.village()));

    private Incidents() {}

    private static Optional<Feature<Incident>> view(Reader reader, Feature<Incident> feature) {
        return Optional.of(
                PhoneNumbers.areHiddenFrom(reader.role())
                        ? feature.withProperties(redacted(feature.properties()))
                        : feature);
    }

    private static Incident redacted(Incident incident) {
        Subject about = incident.subject();
        Site at = incident.site();
        Course goes = incident.course();
        List<Entry> timeline = goes.timeline().stream()
                .map(entry -> new Entry(
                        entry.at(),
                        entry.by(),
                        entry.entry(),
                        PhoneNumbers.hideIn(entry.text()),
                        PhoneNumbers.hideIn(entry.textEn()),
                        entry.from(),
                        entry.to()))
                .toList();
        return Incident.of(
                incident.origin(),
                new Subject(
                        PhoneNumbers.hideIn(about.title()),
                        about.kind(),
                        about.danger(),
                        about.severity(),
                        about.occurredAt(),
                        withoutPhone(about.caller())),
                new Site(PhoneNumbers.hideIn(at.place()), at.village(), at.villageName(), at.townName(), at.chainage()),
                new Course(
                        goes.state(),
                        goes.grade(),
                        withoutPhone(goes.commander()),
                        goes.reports(),
                        timeline,
                        goes.closedAt()));
    }

    private static NamedPhone withoutPhone(NamedPhone person) {
        return person == null ? null : new NamedPhone(PhoneNumbers.hideIn(person.name()), null);
    }
}
