package org.anlan.access.chain;

import org.anlan.access.guard.RequestOrigin;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a browser may do with our answers. A header that a controller has set itself stays. */
final class SecurityHeaders implements ServerHttpHeadersWriter {

    /** MapLibre draws with blob: images and workers, and Vue sets style attributes; nothing comes from elsewhere. */
    private static final String POLICY = "default-src 'self'; script-src 'self'; worker-src 'self' blob:;"
            + " img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:;"
            + " style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self';"
            + " frame-ancestors 'none'; connect-src 'self' blob:";

    /** 30 days: a county's own certificate may have to be replaced in a hurry. */
    private static final String HSTS = "max-age=2592000";

    private final RequestOrigin origin;

    SecurityHeaders(RequestOrigin origin) {
        this.origin = origin;
    }

    @Override
    public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
        return Mono.fromRunnable(
                () -> write(exchange.getRequest(), exchange.getResponse().getHeaders()));
    }

    void write(ServerHttpRequest request, HttpHeaders headers) {
        String own = origin.origin(request).orElse("");
        set(headers, "Content-Security-Policy", POLICY + webSocket(own));
        set(headers, "X-Content-Type-Options", "nosniff");
        set(headers, "X-Frame-Options", "DENY");
        set(headers, "Referrer-Policy", "same-origin");
        set(headers, "Permissions-Policy", "geolocation=(self), camera=(self), microphone=(self)");
        set(headers, "Cross-Origin-Opener-Policy", "same-origin");
        if (own.startsWith("https://")) {
            set(headers, "Strict-Transport-Security", HSTS);
        }
        if (request.getPath().value().startsWith("/api/")) {
            set(headers, HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    /** Browsers before 2022 do not count the page's own WebSocket as 'self'. */
    private static String webSocket(String own) {
        return own.isEmpty() ? "" : " ws" + own.substring("http".length());
    }

    private static void set(HttpHeaders headers, String name, String value) {
        if (headers.getFirst(name) == null) {
            headers.set(name, value);
        }
    }
}
