package org.anlan.fieldreport;

import java.util.Optional;
import java.util.Set;
import org.anlan.fieldreport.FieldReport.Reporter;
import org.anlan.fieldreport.FieldReport.Sighting;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.GeometryRule;
import org.anlan.picture.model.PhoneNumbers;

/** The collection {@code fieldreports} and who sees what of it. */
public final class FieldReports {

    public static final CollectionType<FieldReport> TYPE = new CollectionType<>(
                    "fieldreports", FieldReport.class, GeometryRule.point(), Role.ALL, FieldReports::view)
            .ownWords(FieldReports::isOwn)
            .seenWhere(FieldReports::isInUnits);

    static final int ANSWER_LENGTH = 1000;

    /** Who may send a report. */
    static final Set<Role> REPORTERS = Set.of(Role.FIELD, Role.DUTY_OFFICER, Role.COMMANDER, Role.ADMINISTRATOR);

    private FieldReports() {}

    /** What a phone sent itself it sees wherever that lies. */
    private static boolean isInUnits(Reader reader, FieldReport report) {
        return reader.role() == Role.FIELD || reader.covers(report.village());
    }

    /** Field phones see their own reports whole; wall screens see all of them without phone numbers. */
    private static Optional<Feature<FieldReport>> view(Reader reader, Feature<FieldReport> feature) {
        FieldReport report = feature.properties();
        if (reader.role() == Role.FIELD) {
            return isOwn(reader, feature) ? Optional.of(feature) : Optional.empty();
        }
        return Optional.of(
                PhoneNumbers.areHiddenFrom(reader.role()) ? feature.withProperties(withoutPhone(report)) : feature);
    }

    private static boolean isOwn(Reader reader, Feature<FieldReport> feature) {
        return reader.is(feature.properties().reporter().id());
    }

    private static FieldReport withoutPhone(FieldReport report) {
        Sighting saw = report.sighting();
        Sighting less = new Sighting(
                saw.kind(),
                saw.danger(),
                saw.severity(),
                saw.text(),
                saw.observedAt(),
                saw.receivedAt(),
                new Reporter(saw.reporter().id(), saw.reporter().name(), null));
        return FieldReport.of(less, report.whereabouts(), report.photos(), report.handling());
    }
}
