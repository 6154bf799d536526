package org.anlan.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.anlan.fieldreport.FieldReport;
import org.anlan.fieldreport.FieldReports;
import org.anlan.fieldreport.ReportState;
import org.anlan.incident.Likeness.Sight;
import org.anlan.picture.Reader;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;

/**
 * What a report may be a duplicate of, best first.
 *
 * @param suggestions open incidents it could be merged into
 * @param similarReports other reports that wait for a decision
 */
record Suggestions(List<ForIncident> suggestions, List<ForReport> similarReports) {

    record ForIncident(
            String incident,
            String number,
            String title,
            long distanceMetres,
            long minutesApart,
            boolean sameKind,
            int score) {}

    record ForReport(String report, String text, long distanceMetres, long minutesApart, boolean sameKind, int score) {}

    private static final int LOOKED_AT = 500;
    private static final int SHOWN = 10;

    private record Match<P extends Record>(Feature<P> feature, Likeness likeness) {}

    /**
     * Only of what the reader sees. Of an incident the nearest in time counts: when it happened, or when one of its reports
     * was seen.
     */
    static Suggestions of(Picture picture, Feature<FieldReport> report, Reader reader) {
        Sight sight = sight(report);
        List<ForIncident> incidents = best(near(picture, report, Incidents.TYPE, reader)
                        .filter(incident -> incident.properties().state() != IncidentState.CLOSED)
                        .filter(incident -> !incident.properties().reports().contains(report.id()))
                        .flatMap(incident ->
                                likeness(picture, incident, sight)
                                        .map(likeness -> new Match<>(incident, likeness))
                                        .stream()))
                .map(match -> forIncident(match.feature, match.likeness))
                .toList();
        List<ForReport> reports = best(near(picture, report, FieldReports.TYPE, reader)
                        .filter(other -> other.properties().state() == ReportState.RECEIVED)
                        .filter(other -> !other.id().equals(report.id()))
                        .flatMap(other ->
                                Likeness.between(sight, sight(other))
                                        .map(likeness -> new Match<>(other, likeness))
                                        .stream()))
                .map(match -> forReport(match.feature, match.likeness))
                .toList();
        return new Suggestions(incidents, reports);
    }

    private static <P extends Record> Stream<Feature<P>> near(
            Picture picture, Feature<FieldReport> report, CollectionType<P> type, Reader reader) {
        return picture.nearest(type, report.geometry().getCoordinate(), Likeness.WITHIN_METRES, LOOKED_AT).stream()
                .flatMap(feature -> type.see(reader, feature).stream());
    }

    private static <P extends Record> Stream<Match<P>> best(Stream<Match<P>> matches) {
        return matches.sorted(Comparator.<Match<P>>comparingInt(match -> -match.likeness.score())
                        .thenComparingLong(match -> match.likeness.distanceMetres())
                        .thenComparing(match -> match.feature.id()))
                .limit(SHOWN);
    }

    private static Sight sight(Feature<FieldReport> report) {
        FieldReport saw = report.properties();
        return new Sight(saw.kind(), saw.danger(), report.geometry().getCoordinate(), saw.observedAt());
    }

    private static Optional<Likeness> likeness(Picture picture, Feature<Incident> feature, Sight sight) {
        Incident incident = feature.properties();
        Stream<Instant> times = Stream.concat(
                Stream.of(incident.occurredAt()),
                incident.reports().stream()
                        .flatMap(id -> picture.find(FieldReports.TYPE, id).stream())
                        .map(report -> report.properties().observedAt()));
        return times.map(time -> new Sight(
                        incident.kind(), incident.danger(), feature.geometry().getCoordinate(), time))
                .flatMap(seen -> Likeness.between(sight, seen).stream())
                .max(Comparator.comparingInt(Likeness::score));
    }

    private static ForIncident forIncident(Feature<Incident> incident, Likeness like) {
        return new ForIncident(
                incident.id(),
                incident.properties().number(),
                incident.properties().title(),
                like.distanceMetres(),
                like.minutesApart(),
                like.sameKind(),
                like.score());
    }

    private static ForReport forReport(Feature<FieldReport> report, Likeness like) {
        return new ForReport(
                report.id(),
                report.properties().text(),
                like.distanceMetres(),
                like.minutesApart(),
                like.sameKind(),
                like.score());
    }
}
