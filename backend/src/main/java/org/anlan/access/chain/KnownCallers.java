package org.anlan.access.chain;

import org.anlan.access.Caller;
import org.anlan.access.KnownAccess;
import org.anlan.access.PathRule;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets a request through whose answer is known without waiting: its rule is open, or lets in the caller whose token was
 * found a moment ago. Such a request passes the filter chain by, which costs more than most answers; every refusal,
 * every doubt and every cookie that writes goes the whole way through it, by the same rules and credentials.
 */
final class KnownCallers implements WebFilter, ServerWebExchangeMatcher, KnownAccess, Ordered {

    private static final String LET_IN = KnownCallers.class.getName();

    /** Just before Spring Security's, which keeps its firewall for all. */
    private static final int ORDER = -101;

    private final PathTable table;
    private final RequestAuthenticator authenticator;
    private final RequestCredentials credentials;
    private final SessionCookies cookies;
    private final SecurityHeaders headers;

    KnownCallers(
            PathTable table,
            RequestAuthenticator authenticator,
            RequestCredentials credentials,
            SessionCookies cookies,
            SecurityHeaders headers) {
        this.table = table;
        this.authenticator = authenticator;
        this.credentials = credentials;
        this.cookies = cookies;
        this.headers = headers;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Mono<Authentication> principal = letIn(exchange);
        if (principal == null) {
            return chain.filter(exchange);
        }
        exchange.getAttributes().put(LET_IN, Boolean.TRUE);
        exchange.getResponse().beforeCommit(() -> headers.writeHttpHeaders(exchange));
        return chain.filter(exchange.mutate()
                .principal(principal.cast(java.security.Principal.class))
                .build());
    }

    /** Who it is, or null when the request has to go the whole way. */
    private Mono<Authentication> letIn(ServerWebExchange exchange) {
        PathRule rule = rule(exchange.getRequest());
        if (rule == null) {
            return null;
        }
        if (rule.isOpen()) {
            return Mono.defer(() -> credentials.load(exchange)).map(SecurityContext::getAuthentication);
        }
        Caller caller = caller(exchange.getRequest(), rule);
        return caller == null ? null : Mono.just(new CallerAuthentication(caller));
    }

    /** Null when there is none, or when the request needs a CSRF token. */
    private PathRule rule(ServerHttpRequest request) {
        return cookies.isToBeProtected(request)
                ? null
                : table.find(request.getMethod(), request.getPath().pathWithinApplication())
                        .orElse(null);
    }

    /** Null when nobody is known, or somebody who may not. */
    private Caller caller(ServerHttpRequest request, PathRule rule) {
        return authenticator
                .remembered(request)
                .filter(known -> rule.roles().contains(known.actor().role()))
                .orElse(null);
    }

    @Override
    public boolean lets(ServerHttpRequest request) {
        PathRule rule = rule(request);
        return rule != null && (rule.isOpen() || caller(request, rule) != null);
    }

    @Override
    public void secure(ServerHttpRequest request, HttpHeaders answer) {
        headers.write(request, answer);
    }

    /** Which requests the filter chain is for. */
    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        return exchange.getAttribute(LET_IN) == null ? MatchResult.match() : MatchResult.notMatch();
    }
}
