package org.anlan.web;

import org.anlan.picture.json.StrictJson;
import org.anlan.web.budget.PhoneBudget;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** How requests are run: controllers on a bounded pool, so that no database call ever holds an event loop. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebFluxConfigurer {

    /** Bodies other than photos, which are streamed: bytes. Ten thousand rows of a stream fit in. */
    static final int MAX_BODY_BYTES = 4 << 20;

    private static final int THREADS = 32;
    private static final int WAITING = 4_000;

    private final ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();

    WebConfiguration() {
        pool.setThreadNamePrefix("web-");
        pool.setCorePoolSize(THREADS);
        pool.setMaxPoolSize(THREADS);
        pool.setQueueCapacity(WAITING);
        pool.setAllowCoreThreadTimeOut(true);
        pool.setDaemon(true);
        pool.initialize();
    }

    @Bean
    PhoneBudget phoneBudget(@Value("${anlan.web.hourly-per-phone:120}") int hourly) {
        return new PhoneBudget(hourly);
    }

    /** Where controllers run; more than 4,000 waiting requests are answered 503. */
    @Bean(destroyMethod = "shutdown")
    ThreadPoolTaskExecutor webExecutor() {
        return pool;
    }

    @Override
    public void configureBlockingExecution(BlockingExecutionConfigurer execution) {
        execution.setExecutor(pool);
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
        codecs.defaultCodecs().maxInMemorySize(MAX_BODY_BYTES);
    }

    /** Requests that other modules read into records are read as strictly as the picture's. */
    @Bean
    JsonMapperBuilderCustomizer strictRequests() {
        return StrictJson::configure;
    }
}
