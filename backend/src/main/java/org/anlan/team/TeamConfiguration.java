package org.anlan.team;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.anlan.access.PathRule;
import org.anlan.access.PathRules;
import org.anlan.incident.IncidentUse;
import org.anlan.layer.County;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.stream.Streams;
import org.anlan.team.track.Positions;
import org.anlan.team.track.ReachRule;
import org.anlan.team.track.TrackRetention;
import org.anlan.team.track.TrackStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** What this feature plugs into the platform. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TeamConfiguration.Settings.class)
class TeamConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(TeamConfiguration.class);

    /**
     * Explained in config/application.yaml.
     *
     * @param file CSV, relative to anlan.home; empty for none
     * @param trackDays how long positions are kept, 0 for ever
     */
    @ConfigurationProperties("anlan.teams")
    record Settings(
            @DefaultValue("map-data/teams/teams.csv") String file,
            @DefaultValue("365") int trackDays) {

        Settings {
            if (trackDays < 0) {
                throw new IllegalArgumentException("anlan.teams.track-days is " + trackDays + "; use 0 or more");
            }
        }
    }

    @Bean
    CollectionType<Team> teams() {
        return Teams.TYPE;
    }

    @Bean
    IncidentUse teamsAtWork() {
        return Teams::workingOn;
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
    Positions positions(TrackStore store, County county, ObjectProvider<Streams> streams) {
        return new Positions(store, new ReachRule(county), streams);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    TrackRetention trackRetention(TrackStore store, Positions positions, Spaces spaces, Settings settings) {
        return new TrackRetention(store, positions, spaces, Duration.ofDays(settings.trackDays()));
    }

    /** Loads the file into the live space before the server calls itself ready. */
    @Bean
    ApplicationRunner teamLoading(Spaces spaces, Settings settings, @Value("${anlan.home:.}") Path home) {
        return arguments -> {
            if (settings.file().isBlank()) {
                return;
            }
            Path path = home.resolve(settings.file());
            try {
                TeamFile file = TeamFile.read(path);
                file.bad().forEach(row -> LOG.warn("{}: row {}: {}", path, row.row(), row.reason()));
                LOG.info(
                        "{} of {} teams changed from {}",
                        new TeamLoader(spaces.get(Spaces.LIVE)).load(file),
                        file.rows().size(),
                        path);
            } catch (IOException problem) {
                LOG.warn("no teams loaded: {}; set anlan.teams.file to the right file", problem.getMessage());
            }
        };
    }

    @Bean
    PathRules teamPaths() {
        return PathRules.of(PathRule.anyRole(HttpMethod.GET, "/api/{space}/teams/{id}/track"));
    }
}
