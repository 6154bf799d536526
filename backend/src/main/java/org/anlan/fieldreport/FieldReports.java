package org.anlan.fieldreport;

import java.util.Optional;
import java.util.Set;
import org.anlan.fieldreport.FieldReport.Ask;
import org.anlan.fieldreport.FieldReport.Handling;
import org.anlan.fieldreport.FieldReport.Reporter;
import org.anlan.fieldreport.FieldReport.Sighting;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.GeometryRule;

/** The collection {@code fieldreports} and who sees what of it. */
public final class FieldReports {

    public static final CollectionType<FieldReport> TYPE = new CollectionType<>(
                    "fieldreports", FieldReport.class, GeometryRule.point(), Role.ALL, FieldReports::view)
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
            return reader.is(report.reporter().id()) ? Optional.of(feature) : Optional.empty();
        }
        return Optional.of(
                PhoneNumbers.areHiddenFrom(reader.role()) ? feature.withProperties(redacted(report)) : feature);
    }

    private static FieldReport redacted(FieldReport report) {
        Sighting saw = report.sighting();
        Handling done = report.handling();
        Sighting less = new Sighting(
                saw.kind(),
                saw.danger(),
                saw.severity(),
                PhoneNumbers.hideIn(saw.text()),
                saw.observedAt(),
                saw.receivedAt(),
                new Reporter(saw.reporter().id(), saw.reporter().name(), null));
        Handling hidden = new Handling(
                done.state(),
                done.seenAt(),
                done.seenBy(),
                done.asks().stream().map(FieldReports::redacted).toList(),
                done.decidedAt(),
                done.decidedBy(),
                PhoneNumbers.hideIn(done.reason()),
                done.incident());
        return FieldReport.of(less, report.whereabouts(), report.photos(), hidden);
    }

    private static Ask redacted(Ask ask) {
        return new Ask(
                ask.id(),
                ask.at(),
                ask.by(),
                PhoneNumbers.hideIn(ask.text()),
                PhoneNumbers.hideIn(ask.answer()),
                ask.answeredAt());
    }
}
