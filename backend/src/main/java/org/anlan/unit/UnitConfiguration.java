package org.anlan.unit;

import java.io.IOException;
import java.nio.file.Path;
import org.anlan.access.PathRule;
import org.anlan.access.PathRules;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
@EnableConfigurationProperties(UnitConfiguration.Settings.class)
class UnitConfiguration {

    /**
     * Where the county's own places lie; see {@code anlan.units} in config/application.yaml.
     *
     * @param villages GeoJSON points, relative to anlan.home
     * @param areas GeoJSON polygons and lines, relative to anlan.home
     */
    @ConfigurationProperties("anlan.units")
    record Settings(
            @DefaultValue("map-data/villages.geojson") Path villages,
            @DefaultValue("map-data/areas.geojson") Path areas) {}

    private static final Logger LOG = LoggerFactory.getLogger(UnitConfiguration.class);

    @Bean
    CollectionType<Village> villages() {
        return Villages.TYPE;
    }

    @Bean
    CollectionType<Area> areas() {
        return Areas.TYPE;
    }

    @Bean
    CommandType<?> villageCreate() {
        return VillageCommands.CREATE;
    }

    @Bean
    CommandType<?> villageEdit() {
        return VillageCommands.EDIT;
    }

    @Bean
    CommandType<?> areaCreate() {
        return AreaCommands.CREATE;
    }

    @Bean
    CommandType<?> areaEdit() {
        return AreaCommands.EDIT;
    }

    @Bean
    CommandType<?> areaRemove() {
        return AreaCommands.REMOVE;
    }

    @Bean
    CommandType<?> areaPrepare() {
        return AreaState.PREPARE.asCommand();
    }

    @Bean
    CommandType<?> areaClear() {
        return AreaState.CLEAR.asCommand();
    }

    @Bean
    CommandType<?> areaFlood() {
        return AreaState.FLOOD.asCommand();
    }

    @Bean
    CommandType<?> areaDrain() {
        return AreaState.DRAIN.asCommand();
    }

    @Bean
    CommandType<?> areaStandDown() {
        return AreaState.IDLE.asCommand();
    }

    @Bean
    PathRules unitPaths() {
        return PathRules.of(
                PathRule.anyRole(HttpMethod.GET, "/api/{space}/areas/chainage"),
                PathRule.anyRole(HttpMethod.GET, "/api/{space}/areas/{id}/chainage"));
    }

    /** Loads the files into the live space before the server calls itself ready. */
    @Bean
    ApplicationRunner unitLoading(Spaces spaces, Settings settings, @Value("${anlan.home:.}") Path home) {
        return arguments -> {
            UnitLoader loader = new UnitLoader(spaces.get(Spaces.LIVE));
            load(home.resolve(settings.villages()), loader::villages);
            load(home.resolve(settings.areas()), loader::areas);
        };
    }

    private interface Loading {
        UnitLoader.Report of(Path file) throws IOException;
    }

    private static void load(Path file, Loading loading) {
        try {
            UnitLoader.Report report = loading.of(file);
            LOG.info("{} from {}", report, file);
            report.bad().forEach(row -> LOG.warn("{}: row {} ({}): {}", file, row.number(), row.id(), row.reason()));
        } catch (IOException problem) {
            LOG.warn("nothing loaded from {}: {}; set anlan.units to the right file", file, problem.getMessage());
        }
    }
}
