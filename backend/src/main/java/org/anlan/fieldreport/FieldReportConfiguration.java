package org.anlan.fieldreport;

import org.anlan.access.PathRule;
import org.anlan.access.PathRules;
import org.anlan.files.FileVisibility;
import org.anlan.layer.County;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** What this feature plugs into the platform. */
@Configuration(proxyBeanMethods = false)
class FieldReportConfiguration {

    @Bean
    CollectionType<FieldReport> fieldReports() {
        return FieldReports.TYPE;
    }

    @Bean
    PlaceRule placeRule(County county) {
        return new PlaceRule(county);
    }

    @Bean
    CommandType<?> fieldReportCreate(PlaceRule places) {
        return new CreateReport(places).command();
    }

    @Bean
    CommandType<?> fieldReportLocate(PlaceRule places) {
        return new LocateReport(places).command();
    }

    @Bean
    CommandType<?> fieldReportSee() {
        return ReportCommands.SEE;
    }

    @Bean
    CommandType<?> fieldReportAsk() {
        return ReportCommands.ASK;
    }

    @Bean
    CommandType<?> fieldReportAnswer() {
        return ReportCommands.ANSWER;
    }

    @Bean
    CommandType<?> fieldReportWithdraw() {
        return ReportCommands.WITHDRAW;
    }

    @Bean
    CommandType<?> fieldReportReject() {
        return ReportCommands.REJECT;
    }

    @Bean
    CommandType<?> fieldReportRestore() {
        return ReportCommands.RESTORE;
    }

    @Bean
    CommandType<?> fieldReportPhoto() {
        return Photos.RECORD;
    }

    @Bean
    FileVisibility reportFiles(Spaces spaces) {
        return (reader, file) -> Photos.reportOf(file.key())
                .flatMap(id -> spaces.find(file.space())
                        .flatMap(space -> space.picture().find(FieldReports.TYPE, id)))
                .filter(report -> !FieldReports.TYPE.isSeen(reader, report))
                .isPresent();
    }

    @Bean
    PathRules fieldReportPaths() {
        return PathRules.of(
                PathRule.roles(HttpMethod.PUT, "/api/{space}/fieldreports/{id}/photos/{n}", FieldReports.REPORTERS),
                PathRule.roles(
                        HttpMethod.GET, "/api/{space}/fieldreports/{id}/photos/{n}/upload", FieldReports.REPORTERS));
    }
}
