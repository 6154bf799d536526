package org.anlan.files.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.anlan.access.PathRule;
import org.anlan.access.PathRules;
import org.anlan.files.content.ContentDetector;
import org.anlan.files.content.FileCleaner;
import org.anlan.picture.Durability;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** Puts files together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FilesConfiguration.Settings.class)
class FilesConfiguration {

    /**
     * Explained in config/application.yaml.
     *
     * @param dailyPerPhone that one phone may send within 24 hours
     * @param leastFree of the embedded database's disk, below which no file is taken
     */
    @ConfigurationProperties("anlan.files")
    record Settings(
            @DefaultValue("1GB") DataSize dailyPerPhone,
            @DefaultValue("500MB") DataSize leastFree) {

        Settings {
            if (dailyPerPhone.toBytes() <= 0 || leastFree.isNegative()) {
                throw new IllegalArgumentException(
                        "anlan.files: daily-per-phone is " + dailyPerPhone + ", least-free " + leastFree);
            }
        }
    }

    @Bean
    PathRules filePaths() {
        return PathRules.of(
                PathRule.anyRole(HttpMethod.GET, "/files/{hash}"),
                PathRule.anyRole(HttpMethod.GET, "/files/{hash}/thumbnail"));
    }

    @Bean
    UploadStore uploadStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new UploadStore(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    FileStore fileStore(JdbcClient jdbc, UploadStore uploads) {
        return new FileStore(jdbc, uploads);
    }

    @Bean(destroyMethod = "close")
    Workers fileWorkers() {
        return new Workers();
    }

    /** The room of another machine's database is not known here. */
    @Bean
    Admission uploadAdmission(
            UploadStore uploads,
            Settings settings,
            @Value("${spring.datasource.url}") String database,
            @Value("${anlan.data}") Path data) {
        LongSupplier free =
                database.startsWith("jdbc:h2:") ? () -> data.toFile().getUsableSpace() : () -> Long.MAX_VALUE;
        return new Admission(
                uploads,
                free,
                settings.leastFree().toBytes(),
                settings.dailyPerPhone().toBytes());
    }

    @Bean
    UploadService uploads(
            UploadStore uploads, FileStore files, Durability durability, Admission admission, Workers workers) {
        ContentDetector detector = new ContentDetector();
        return new UploadService(
                uploads, files, new FileCleaner(detector), detector, durability, admission, workers, Clock.systemUTC());
    }

    @Bean(destroyMethod = "close")
    UploadPurge uploadPurge(UploadService uploads) {
        return new UploadPurge(uploads);
    }
}
