package org.anlan.web.log;

import java.time.Duration;
import java.util.Set;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * One line for each request that was refused, failed or slow, with words of ours alone: the pattern and not the path, no
 * query, no name, no address. Who was refused stands in the audit.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestLog implements WebFilter {

    /** Attribute of an exchange: the word of the problem it was answered with. */
    public static final String CODE = RequestLog.class.getName() + ".code";

    /** A request whose answer takes longer to begin is named whatever it says. */
    static final Duration SLOW = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");
    private static final String FEED = "/ws/{space}";
    private static final int BURST = 100;
    private static final int PER_SECOND = 20;
    private static final int BAD_REQUEST = 400;

    private final ObjectProvider<RequestMappingHandlerMapping> controllers;
    private final ObjectProvider<Spaces> spaces;
    private final LogBudget budget = new LogBudget(BURST, PER_SECOND, System.nanoTime());
    private volatile Routes routes;

    RequestLog(ObjectProvider<RequestMappingHandlerMapping> controllers, ObjectProvider<Spaces> spaces) {
        this.controllers = controllers;
        this.spaces = spaces;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        long began = System.nanoTime();
        exchange.getResponse().beforeCommit(() -> {
            answered(exchange, System.nanoTime() - began);
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    private void answered(ServerWebExchange exchange, long nanos) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        int code = status == null ? 200 : status.value();
        if (code < BAD_REQUEST && nanos < SLOW.toNanos()) {
            return;
        }
        long kept = budget.take(System.nanoTime());
        if (kept >= 0) {
            write(exchange, code, nanos / 1_000_000);
        }
        if (kept > 0) {
            LOG.info("{} more requests were refused, failed or slow and have no line", kept);
        }
    }

    private void write(ServerWebExchange exchange, int status, long millis) {
        String method = exchange.getRequest().getMethod().name();
        String known = METHODS.contains(method) ? method : "other";
        Routes.Route route = routes().find(exchange.getRequest().getPath().pathWithinApplication())
                .orElse(new Routes.Route("other", null));
        String word = exchange.getAttributeOrDefault(CODE, "-");
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue("method", known)
                .addKeyValue("route", route.pattern())
                .addKeyValue("status", status)
                .addKeyValue("code", word)
                .addKeyValue("durationMillis", millis);
        String space = space(route);
        if (space != null) {
            line.addKeyValue("space", space);
        }
        line.log("{} {} {} {} in {} ms", known, route.pattern(), status, word, millis);
    }

    /** Only one that there is: anything may stand in its place in a path. */
    private String space(Routes.Route route) {
        return route.space() == null
                ? null
                : spaces.getObject().find(route.space()).map(Space::id).orElse(null);
    }

    private Routes routes() {
        if (routes == null) {
            routes = new Routes(controllers.getObject(), FEED);
        }
        return routes;
    }
}
