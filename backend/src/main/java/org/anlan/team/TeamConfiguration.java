package org.anlan.team;

import javax.sql.DataSource;
import org.anlan.access.PathRule;
import org.anlan.access.PathRules;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;
import org.anlan.team.track.Positions;
import org.anlan.team.track.TrackStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** What this feature plugs into the platform. */
@Configuration(proxyBeanMethods = false)
class TeamConfiguration {

    @Bean
    CollectionType<Team> teams() {
        return Teams.TYPE;
    }

    @Bean
    CommandType<?> teamCreate() {
        return TeamCommands.CREATE;
    }

    @Bean
    CommandType<?> teamEdit() {
        return TeamCommands.EDIT;
    }

    @Bean
    CommandType<?> teamRemove() {
        return TeamCommands.REMOVE;
    }

    @Bean
    CommandType<?> teamReportStatus() {
        return TeamCommands.REPORT_STATUS;
    }

    @Bean
    CommandType<?> teamShare() {
        return TeamCommands.SHARE;
    }

    @Bean
    CommandType<?> teamUnshare() {
        return TeamCommands.UNSHARE;
    }

    @Bean
    TrackStore trackStore(DataSource dataSource) {
        return new TrackStore(dataSource);
    }

    @Bean
    StreamType positions(TrackStore store, ObjectProvider<Streams> streams) {
        return new Positions(store, streams);
    }

    @Bean
    PathRules teamPaths() {
        return PathRules.of(PathRule.anyRole(HttpMethod.GET, "/api/{space}/teams/{id}/track"));
    }
}
