package org.anlan.web;

import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;

/** Limits of a connection, and gzip for what shrinks. TLS is left to the settings. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, Ordered {

    /** Room for a CQL filter of 2,000 Chinese characters, each nine bytes in a URL. Bytes. */
    private static final int FIRST_LINE = 24 * 1024;

    private static final int HEADERS = 16 * 1024;

    /** A caller that stops in the middle of a body is let go. */
    private static final Duration READ = Duration.ofSeconds(60);

    private static final Duration IDLE = Duration.ofSeconds(90);

    private static final String[] SHRINKING = {
        "application/json",
        "application/geo+json",
        "application/problem+json",
        "application/manifest+json",
        "application/javascript",
        "text/javascript",
        "text/html",
        "text/css",
        "text/plain",
        "image/svg+xml"
    };

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        Compression compression = new Compression();
        compression.setEnabled(true);
        compression.setMimeTypes(SHRINKING);
        compression.setMinResponseSize(DataSize.ofKilobytes(2));
        factory.setCompression(compression);
        factory.addServerCustomizers(server -> server.readTimeout(READ)
                .idleTimeout(IDLE)
                .httpRequestDecoder(
                        limits -> limits.maxInitialLineLength(FIRST_LINE).maxHeaderSize(HEADERS)));
    }
}
