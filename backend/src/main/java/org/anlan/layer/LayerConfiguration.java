package org.anlan.layer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import javax.sql.DataSource;
import org.anlan.access.KnownAccess;
import org.anlan.access.PathRule;
import org.anlan.access.PathRules;
import org.anlan.layer.catalogue.Catalogue;
import org.anlan.layer.catalogue.CountyDefinition;
import org.anlan.layer.catalogue.GeometryKind;
import org.anlan.layer.store.LayerEdits;
import org.anlan.layer.store.LayerFile;
import org.anlan.layer.store.LayerLoader;
import org.anlan.layer.store.LayerQueries;
import org.anlan.layer.store.LayerStore;
import org.anlan.picture.Durability;
import org.anlan.picture.Role;
import org.anlan.picture.hint.NodeHints;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the catalogue and loads the layers before the server takes its first request. */
@Configuration(proxyBeanMethods = false)
class LayerConfiguration {

    private static final Set<Role> EDITORS = Set.of(Role.ADMINISTRATOR, Role.DUTY_OFFICER);

    @Bean
    Catalogue catalogue(@Value("${anlan.home:.}") Path home, @Value("${anlan.data}") Path data) {
        return Catalogue.read(home, data);
    }

    @Bean
    County county(Catalogue catalogue) {
        CountyDefinition said = catalogue.county();
        return new County(
                said.code(),
                said.name(),
                said.nameEn(),
                new Coordinate(said.centre().get(0), said.centre().get(1)),
                new Envelope(
                        said.bounds().get(0),
                        said.bounds().get(2),
                        said.bounds().get(1),
                        said.bounds().get(3)),
                boundary(catalogue.resolve(said.boundary())),
                said.mapNote());
    }

    private static Geometry boundary(Path file) {
        try {
            var content = new LayerFile(file, GeometryKind.POLYGON, new JsonMapper()).read();
            if (content.rows().size() != 1 || !content.refusals().isEmpty()) {
                throw new IllegalStateException("The county's boundary must be one valid polygon in " + file + ", not "
                        + content.rows().size() + "; refused: " + content.refusals());
            }
            return content.rows().get(0).geometry();
        } catch (IOException | JacksonException | IllegalArgumentException problem) {
            throw new IllegalStateException(
                    "The county's boundary cannot be read from " + file + ": " + problem.getMessage(), problem);
        }
    }

    @Bean
    PathRules placePaths() {
        return PathRules.of(
                PathRule.anyRole(HttpMethod.GET, "/api/county"),
                PathRule.anyRole(HttpMethod.GET, "/api/layers"),
                PathRule.anyRole(HttpMethod.POST, "/api/layers/{layer}/intersecting"),
                PathRule.anyRole(HttpMethod.GET, "/api/layers/{layer}/within"),
                PathRule.anyRole(HttpMethod.GET, "/api/layers/{layer}/nearest"),
                PathRule.anyRole(HttpMethod.GET, "/api/layers/{layer}/features/{id}"),
                PathRule.roles(HttpMethod.PUT, "/api/layers/{layer}/features/{id}", EDITORS),
                PathRule.roles(HttpMethod.DELETE, "/api/layers/{layer}/features/{id}", EDITORS),
                PathRule.anyRole(HttpMethod.GET, "/tiles/**"));
    }

    @Bean
    @DependsOnDatabaseInitialization
    Layers layers(Catalogue catalogue, DataSource dataSource, LayerEdits edits) {
        JsonMapper mapper = new JsonMapper();
        LayerStore store = new LayerStore(dataSource, mapper, Clock.systemUTC());
        return new Layers(catalogue, store, new LayerLoader(catalogue, store, mapper), edits);
    }

    @Bean
    LayerEdits layerEdits(DataSource dataSource, Durability durability) {
        return new LayerEdits(dataSource, durability, new JsonMapper(), Clock.systemUTC());
    }

    @Bean(destroyMethod = "close")
    LayerWatch layerWatch(Layers layers, NodeHints hints) {
        LayerWatch watch = new LayerWatch(layers, hints);
        watch.start();
        return watch;
    }

    @Bean
    TileDoor tileDoor(Layers layers, KnownAccess access) {
        return new TileDoor(layers.tiles(), access);
    }

    @Bean
    LayerQuestions layerQuestions(Layers layers) {
        return new LayerQuestions(layers);
    }

    @Bean
    LayerFeatures layerFeatures(Catalogue catalogue, DataSource dataSource) {
        return new LayerFeatures(catalogue, new LayerQueries(dataSource, new JsonMapper()));
    }
}
