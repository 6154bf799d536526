package org.anlan.gauge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.anlan.access.PathRule;
import org.anlan.access.PathRules;
import org.anlan.gauge.reading.ReadingStore;
import org.anlan.gauge.reading.Readings;
import org.anlan.picture.Answer;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** What this feature plugs into the platform. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GaugeSettings.class)
class GaugeConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(GaugeConfiguration.class);

    @Bean
    CollectionType<Gauge> gauges() {
        return Gauges.TYPE;
    }

    @Bean
    CommandType<?> gaugeCreate() {
        return GaugeCommands.CREATE;
    }

    @Bean
    CommandType<?> gaugeEdit() {
        return GaugeCommands.EDIT;
    }

    @Bean
    CommandType<?> gaugeRemove() {
        return GaugeCommands.REMOVE;
    }

    @Bean
    CommandType<?> gaugeDefine() {
        return GaugeCommands.DEFINE;
    }

    @Bean
    CommandType<?> gaugeAssess() {
        return Gauges.ASSESS;
    }

    @Bean
    ReadingStore readingStore(DataSource dataSource) {
        return new ReadingStore(dataSource);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Assessor gaugeAssessor(ReadingStore store, Spaces spaces) {
        return new Assessor(store, spaces);
    }

    @Bean
    StreamType readings(ReadingStore store, Assessor assessor, ObjectProvider<Streams> streams) {
        return new Readings(store, assessor, streams);
    }

    @Bean
    PathRules gaugePaths() {
        return PathRules.of(
                PathRule.anyRole(HttpMethod.GET, "/api/{space}/gauges/{id}/readings"),
                PathRule.roles(HttpMethod.PUT, "/api/{space}/gauges/{id}/readings/{time}/photo", Gauges.WRITERS));
    }

    /** Loads the stations into the live space before the server calls itself ready. */
    @Bean
    ApplicationRunner gaugeLoading(Spaces spaces, GaugeSettings settings, @Value("${anlan.home:.}") Path home) {
        return arguments -> {
            try {
                GaugeFile file =
                        GaugeFile.read(home.resolve(settings.stations()), home.resolve(settings.conversions()));
                file.bad().forEach(row -> LOG.warn("{}: row {}: {}", row.file(), row.row(), row.reason()));
                load(spaces.get(Spaces.LIVE), file.rows());
            } catch (IOException problem) {
                LOG.warn("no gauges loaded: {}; set anlan.gauges to the right files", problem.getMessage());
            }
        };
    }

    /** A gauge that somebody has edited here keeps what it has, and one that was removed here does not come back. */
    private static void load(Space live, List<GaugeFile.Row> rows) {
        List<CompletableFuture<Answer>> answers = rows.stream()
                .filter(row -> belongsToFile(live, row.input().code()))
                .map(row -> live.submit(Submission.of(
                        GaugeCommands.CREATE, Call.create(row.place(), row.input()), GaugeCommands.LOADER)))
                .toList();
        for (CompletableFuture<Answer> answer : answers) {
            Answer done = answer.join();
            if (done.isRefusal()) {
                LOG.warn("a gauge was not loaded: {}", done.problem().detail().en());
            }
        }
    }

    private static boolean belongsToFile(Space live, String code) {
        return live.picture()
                .find(Gauges.TYPE, code)
                .map(present -> present.by().equals(GaugeCommands.LOADER.name()) || present.version() == 1)
                .orElseGet(() -> live.history(Gauges.TYPE.name(), code).isEmpty());
    }
}
