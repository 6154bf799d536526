package org.anlan.incident;

import java.util.List;
import org.anlan.access.PathRule;
import org.anlan.fieldreport.PlaceRule;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** What this feature plugs into the platform. */
@Configuration(proxyBeanMethods = false)
class IncidentConfiguration {

    @Bean
    CollectionType<Incident> incidents() {
        return Incidents.TYPE;
    }

    @Bean
    CommandType<?> incidentCreate(PlaceRule places) {
        return new CreateIncident(places).command();
    }

    @Bean
    CommandType<?> incidentEdit(PlaceRule places) {
        return new EditIncident(places).command();
    }

    @Bean
    CommandType<?> incidentVerify() {
        return IncidentCommands.step("verify");
    }

    @Bean
    CommandType<?> incidentRespond() {
        return IncidentCommands.step("respond");
    }

    @Bean
    CommandType<?> incidentControl() {
        return IncidentCommands.step("control");
    }

    @Bean
    CommandType<?> incidentClose() {
        return IncidentCommands.step("close");
    }

    @Bean
    CommandType<?> incidentReopen() {
        return IncidentCommands.step("reopen");
    }

    @Bean
    CommandType<?> incidentNote() {
        return IncidentCommands.NOTE;
    }

    @Bean
    CommandType<?> incidentRegrade() {
        return IncidentCommands.REGRADE;
    }

    @Bean
    CommandType<?> incidentAppoint() {
        return IncidentCommands.APPOINT;
    }

    @Bean
    CommandType<?> reportAccept() {
        return ReportLinks.ACCEPT;
    }

    @Bean
    CommandType<?> reportUnaccept(List<IncidentUse> uses) {
        return ReportLinks.unaccept(uses);
    }

    @Bean
    CommandType<?> reportMerge() {
        return ReportLinks.MERGE;
    }

    @Bean
    CommandType<?> reportUnmerge() {
        return ReportLinks.UNMERGE;
    }

    @Bean
    PathRule suggestionPath() {
        return PathRule.roles(HttpMethod.GET, "/api/{space}/fieldreports/{id}/suggestions", Role.DESK);
    }
}
