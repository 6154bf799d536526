package org.anlan.access.chain;

import java.util.Optional;
import org.anlan.access.Caller;
import org.anlan.access.PathRule;
import org.springframework.core.Ordered;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
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
final class KnownCallers implements WebFilter, ServerWebExchangeMatcher, Ordered {

    private static final String LET_IN = KnownCallers.class.getName();

    /** Just before Spring Security's, which keeps its firewall for all. */
    private static final int ORDER = -101;

    private final PathTable table;
    private final RequestAuthenticator authenticator;
    private final RequestCredentials credentials;
    private final SessionCookies cookies;
    private final ServerHttpHeadersWriter headers;

    KnownCallers(
            PathTable table,
            RequestAuthenticator authenticator,
            RequestCredentials credentials,
            SessionCookies cookies,
            ServerHttpHeadersWriter headers) {
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
        if (cookies.isToBeProtected(exchange.getRequest())) {
            return null;
        }
        Optional<PathRule> rule = table.find(
                exchange.getRequest().getMethod(),
                exchange.getRequest().getPath().pathWithinApplication());
        if (rule.isEmpty()) {
            return null;
        }
        if (rule.get().isOpen()) {
            return Mono.defer(() -> credentials.load(exchange)).map(SecurityContext::getAuthentication);
        }
        Optional<Caller> caller = authenticator.remembered(exchange.getRequest());
        return caller.isPresent()
                        && rule.get().roles().contains(caller.get().actor().role())
                ? Mono.just(new CallerAuthentication(caller.get()))
                : null;
    }

    /** Which requests the filter chain is for. */
    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        return exchange.getAttribute(LET_IN) == null ? MatchResult.match() : MatchResult.notMatch();
    }
}
