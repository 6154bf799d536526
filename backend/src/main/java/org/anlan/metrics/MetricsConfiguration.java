package org.anlan.metrics;

import javax.sql.DataSource;
import org.anlan.feed.FeedMetrics;
import org.anlan.picture.Spaces;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Only when a port is named. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MetricsSettings.class)
class MetricsConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnExpression("!'${anlan.metrics.port:}'.isEmpty()")
    MetricsServer metricsServer(MetricsSettings settings, Spaces spaces, FeedMetrics feed, DataSource dataSource) {
        return new MetricsServer(settings, spaces, feed, dataSource);
    }
}
