package org.anlan.metrics;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import org.anlan.feed.FeedMetrics;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;

/** {@code GET /metrics} in the text format of Prometheus; each figure is read when it is asked for. */
final class MetricsServer implements AutoCloseable {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final HTTPServer server;

    /** @throws IllegalStateException when the port cannot be had, naming it */
    MetricsServer(MetricsSettings settings, Spaces spaces, FeedMetrics feed, DataSource dataSource) {
        JvmMetrics.builder().register(registry);
        feed(feed);
        picture(spaces);
        if (dataSource instanceof HikariDataSource pool) {
            pool(pool);
        }
        try {
            server = HTTPServer.builder()
                    .inetAddress(InetAddress.getByName(settings.address()))
                    .port(settings.port())
                    .registry(registry)
                    .buildAndStart();
        } catch (IOException problem) {
            throw new IllegalStateException(
                    "anlan.metrics cannot listen on " + settings.address() + ":" + settings.port() + ": "
                            + problem.getMessage(),
                    problem);
        }
    }

    int port() {
        return server.getPort();
    }

    private void feed(FeedMetrics feed) {
        gauge("anlan_feed_sessions", "Viewers connected now", feed::sessions);
        gauge("anlan_feed_waiting_bytes", "Bytes that wait for viewers to read", feed::bytesInFlight);
        counter("anlan_feed_frames", "Frames that left for viewers", feed::frames);
        counter("anlan_feed_bytes", "Bytes that left for viewers, without TLS and TCP", feed::bytes);
        counter("anlan_feed_stalled", "Viewers cut off because they did not read for 30 s", feed::stalledSessions);
        counter("anlan_feed_silent", "Viewers cut off because they answered no ping for 30 s", feed::silentSessions);
        counter("anlan_feed_log_reads", "Reads of the log for viewers far behind", feed::logReads);
    }

    private void picture(Spaces spaces) {
        gauge("anlan_spaces", "Spaces served, the live one included", () -> spaces.list()
                .size());
        live("anlan_head", "Number of the newest change of the live space", spaces, live -> live.head()
                .seq());
        live(
                "anlan_head_degraded",
                "1 while the database cannot be asked or takes nothing",
                spaces,
                live -> live.head().degraded() ? 1 : 0);
        live("anlan_head_age_seconds", "Since the head was last confirmed by the database", spaces, live -> {
            return live.head().age(System.nanoTime()).toMillis() / 1000.0;
        });
    }

    private void live(String name, String help, Spaces spaces, ToDoubleFunction<Space> value) {
        gauge(name, help, () -> value.applyAsDouble(spaces.get(Spaces.LIVE)));
    }

    private void pool(HikariDataSource pool) {
        poolGauge(
                "anlan_database_connections_in_use",
                "Connections to the database in use",
                pool,
                HikariPoolMXBean::getActiveConnections);
        poolGauge(
                "anlan_database_connections",
                "Connections to the database",
                pool,
                HikariPoolMXBean::getTotalConnections);
        poolGauge(
                "anlan_database_waiting",
                "Threads that wait for a connection",
                pool,
                HikariPoolMXBean::getThreadsAwaitingConnection);
    }

    private void poolGauge(String name, String help, HikariDataSource pool, ToDoubleFunction<HikariPoolMXBean> value) {
        gauge(name, help, () -> {
            HikariPoolMXBean bean = pool.getHikariPoolMXBean();
            return bean == null ? 0 : value.applyAsDouble(bean);
        });
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    private void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    @Override
    public void close() {
        server.close();
    }
}
