package org.anlan.access.chain;

import java.time.Duration;
import org.anlan.access.CredentialKind;
import org.anlan.access.guard.RequestOrigin;
import org.anlan.access.guard.Secrets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.DefaultCsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The session cookie and its CSRF token. The CSRF token derives from the session's secret, so it needs no memory, a
 * page of another site can neither read nor plant it, and it ends with the session.
 */
public final class SessionCookies implements ServerCsrfTokenRepository, ServerWebExchangeMatcher {

    public static final String LOG_IN = "/api/session";
    public static final String JOIN = "/api/device-links/join";

    static final String SESSION = "ANLAN_SESSION";
    private static final String CSRF_COOKIE = "XSRF-TOKEN";
    private static final String CSRF_HEADER = "X-XSRF-TOKEN";

    private final RequestOrigin origin;

    SessionCookies(RequestOrigin origin) {
        this.origin = origin;
    }

    public void set(ServerWebExchange exchange, String secret) {
        Duration longest = CredentialKind.SESSION.longest();
        exchange.getResponse().addCookie(session(exchange, secret, longest));
        exchange.getResponse().addCookie(csrf(exchange, csrfOf(secret), longest));
    }

    public void clear(ServerWebExchange exchange) {
        exchange.getResponse().addCookie(session(exchange, "", Duration.ZERO));
        exchange.getResponse().addCookie(csrf(exchange, "", Duration.ZERO));
    }

    private ResponseCookie session(ServerWebExchange exchange, String value, Duration age) {
        return cookie(exchange, SESSION, value, age).httpOnly(true).build();
    }

    private ResponseCookie csrf(ServerWebExchange exchange, String value, Duration age) {
        return cookie(exchange, CSRF_COOKIE, value, age).build();
    }

    private ResponseCookie.ResponseCookieBuilder cookie(
            ServerWebExchange exchange, String name, String value, Duration age) {
        return ResponseCookie.from(name, value)
                .path("/")
                .sameSite("Strict")
                .secure(origin.isSecure(exchange.getRequest()))
                .maxAge(age);
    }

    static String csrfOf(String secret) {
        return Secrets.hash("csrf:" + secret).substring(0, 43);
    }

    /** CSRF is looked at when an unsafe request acts by the cookie: a page cannot be made to send Authorization. */
    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        return isToBeProtected(exchange.getRequest()) ? MatchResult.match() : MatchResult.notMatch();
    }

    /** Whether a page of another site might have had it sent. */
    boolean isToBeProtected(ServerHttpRequest request) {
        HttpMethod method = request.getMethod();
        boolean safe = method == HttpMethod.GET || method == HttpMethod.HEAD || method == HttpMethod.OPTIONS;
        return !safe
                && request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION) == null
                && RequestAuthenticator.sessionSecret(request).isPresent()
                && !isLogIn(request);
    }

    /** Requests that bring new credentials, so the old cookie proves and protects nothing. */
    private static boolean isLogIn(ServerHttpRequest request) {
        String path = request.getPath().pathWithinApplication().value();
        return request.getMethod() == HttpMethod.POST && (path.equals(LOG_IN) || path.equals(JOIN));
    }

    @Override
    public Mono<CsrfToken> loadToken(ServerWebExchange exchange) {
        return Mono.justOrEmpty(RequestAuthenticator.sessionSecret(exchange.getRequest()))
                .map(secret -> new DefaultCsrfToken(CSRF_HEADER, "_csrf", csrfOf(secret)));
    }

    @Override
    public Mono<CsrfToken> generateToken(ServerWebExchange exchange) {
        return loadToken(exchange);
    }

    /** The cookie is set with the session, not here. */
    @Override
    public Mono<Void> saveToken(ServerWebExchange exchange, CsrfToken token) {
        return Mono.empty();
    }
}
