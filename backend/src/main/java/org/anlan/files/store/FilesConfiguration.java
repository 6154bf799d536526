package org.anlan.files.store;

import java.time.Clock;
import org.anlan.access.PathRule;
import org.anlan.access.PathRules;
import org.anlan.files.content.ContentDetector;
import org.anlan.files.content.FileCleaner;
import org.anlan.picture.Durability;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts files together. */
@Configuration(proxyBeanMethods = false)
class FilesConfiguration {

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

    @Bean
    UploadService uploads(UploadStore uploads, FileStore files, Durability durability, Workers workers) {
        ContentDetector detector = new ContentDetector();
        return new UploadService(
                uploads, files, new FileCleaner(detector), detector, durability, workers, Clock.systemUTC());
    }

    @Bean(destroyMethod = "close")
    UploadPurge uploadPurge(UploadService uploads) {
        return new UploadPurge(uploads);
    }
}
