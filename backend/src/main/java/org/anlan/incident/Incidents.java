package org.anlan.incident;

import java.util.Optional;
import org.anlan.incident.Incident.Course;
import org.anlan.incident.Incident.NamedPhone;
import org.anlan.incident.Incident.Subject;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.GeometryRule;
import org.anlan.picture.model.PhoneNumbers;

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
                        ? feature.withProperties(withoutPhones(feature.properties()))
                        : feature);
    }

    private static Incident withoutPhones(Incident incident) {
        Subject about = incident.subject();
        Course goes = incident.course();
        return Incident.of(
                incident.origin(),
                new Subject(
                        about.title(),
                        about.kind(),
                        about.danger(),
                        about.severity(),
                        about.occurredAt(),
                        withoutPhone(about.caller())),
                incident.site(),
                new Course(
                        goes.state(),
                        goes.grade(),
                        withoutPhone(goes.commander()),
                        goes.reports(),
                        goes.timeline(),
                        goes.closedAt()));
    }

    private static NamedPhone withoutPhone(NamedPhone person) {
        return person == null ? null : new NamedPhone(person.name(), null);
    }
}
