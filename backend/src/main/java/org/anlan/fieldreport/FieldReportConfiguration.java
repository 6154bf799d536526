package org.anlan.fieldreport;

import org.anlan.layer.County;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
}
