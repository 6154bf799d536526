package org.anlan.drill;

import java.nio.file.Path;
import org.anlan.access.PathRule;
import org.anlan.access.PathRules;
import org.anlan.picture.Role;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Registry;
import org.anlan.picture.stream.Streams;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** What this feature plugs into the platform. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DrillConfiguration.Settings.class)
class DrillConfiguration {

    /**
     * Explained in config/application.yaml.
     *
     * @param scenarios directory, relative to anlan.home
     * @param most drills kept at a time
     */
    @ConfigurationProperties("anlan.drills")
    record Settings(
            @DefaultValue("map-data/scenarios") Path scenarios,
            @DefaultValue("5") int most) {}

    @Bean
    CollectionType<Drill> drills() {
        return DrillCommands.DRILLS;
    }

    @Bean
    CollectionType<Inject> injects() {
        return DrillCommands.INJECTS;
    }

    @Bean
    CommandType<?> drillSteer() {
        return DrillCommands.STEER;
    }

    @Bean
    CommandType<?> drillProgress() {
        return DrillCommands.PROGRESS;
    }

    @Bean
    CommandType<?> drillArrive() {
        return DrillCommands.ARRIVE;
    }

    @Bean
    CommandType<?> drillFail() {
        return DrillCommands.FAIL;
    }

    @Bean
    CommandType<?> drillEnd() {
        return DrillCommands.END;
    }

    @Bean
    CommandType<?> injectTell() {
        return DrillCommands.TELL;
    }

    @Bean
    ScenarioShelf scenarioShelf(Settings settings, @Value("${anlan.home:.}") Path home) {
        return ScenarioShelf.read(home.resolve(settings.scenarios()));
    }

    @Bean
    Drills drillService(Spaces spaces, ScenarioShelf scenarios, Settings settings) {
        return new Drills(spaces, scenarios, settings.most());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Players players(Spaces spaces, Registry registry, Streams streams, ScenarioShelf scenarios) {
        return new Players(spaces, registry, streams, scenarios);
    }

    @Bean
    PathRules drillPaths() {
        return PathRules.of(
                PathRule.anyRole(HttpMethod.GET, "/api/scenarios"),
                PathRule.anyRole(HttpMethod.GET, "/api/drills"),
                PathRule.anyRole(HttpMethod.GET, "/api/drills/{space}"),
                PathRule.roles(HttpMethod.GET, "/api/drills/{space}/report", Role.DESK), // all of the log, unredacted
                PathRule.roles(HttpMethod.POST, "/api/drills", Role.DESK),
                PathRule.roles(HttpMethod.POST, "/api/drills/{space}/clock", Role.DESK),
                PathRule.roles(HttpMethod.POST, "/api/drills/{space}/end", Role.DESK),
                PathRule.roles(HttpMethod.DELETE, "/api/drills/{space}", Role.DESK));
    }
}
