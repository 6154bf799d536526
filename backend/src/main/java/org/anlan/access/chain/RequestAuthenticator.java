package org.anlan.access.chain;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.anlan.access.Caller;
import org.anlan.access.account.SignIn;
import org.anlan.access.guard.Blocking;
import org.anlan.access.guard.RequestOrigin;
import org.anlan.access.token.Tokens;
import org.anlan.picture.PictureException;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Finds who sent a request: Authorization first, else the session cookie. Never blocks the calling thread. */
public final class RequestAuthenticator {

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final Tokens tokens;
    private final SignIn signIn;
    private final RequestOrigin origin;
    private final Blocking blocking;

    RequestAuthenticator(Tokens tokens, SignIn signIn, RequestOrigin origin, Blocking blocking) {
        this.tokens = tokens;
        this.signIn = signIn;
        this.origin = origin;
        this.blocking = blocking;
    }

    /** Empty when the request carries no credentials. Errors: {@link PictureException} 401 for void ones, 429. */
    Mono<Caller> authenticate(ServerHttpRequest request) {
        String header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            return authorization(header, origin.address(request));
        }
        return sessionSecret(request).map(this::token).orElseGet(Mono::empty);
    }

    /** The secret in the session cookie. */
    static Optional<String> sessionSecret(ServerHttpRequest request) {
        HttpCookie cookie = request.getCookies().getFirst(SessionCookies.SESSION);
        return Optional.ofNullable(cookie).map(HttpCookie::getValue).filter(value -> !value.isEmpty());
    }

    /** The secret of a bearer token or of the session cookie, whichever the request acts by. */
    public static Optional<String> secret(ServerHttpRequest request) {
        String header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return sessionSecret(request);
        }
        return is(header, BEARER)
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /** Who holds the token or session the request acts by, when that is known; empty says nothing. Never waits. */
    Optional<Caller> remembered(ServerHttpRequest request) {
        return secret(request).flatMap(tokens::remembered).flatMap(found -> found);
    }

    private Mono<Caller> authorization(String header, String address) {
        if (is(header, BEARER)) {
            return token(header.substring(BEARER.length()).strip());
        }
        if (!is(header, BASIC)) {
            return Mono.error(Refusals.malformed());
        }
        String pair = decode(header.substring(BASIC.length()).strip());
        int colon = pair == null ? -1 : pair.indexOf(':');
        if (colon < 1) {
            return Mono.error(Refusals.malformed());
        }
        String name = pair.substring(0, colon);
        String password = pair.substring(colon + 1);
        return signIn.remembered(name, password)
                .map(Mono::just)
                .orElseGet(() -> blocking.hashing(() -> signIn.basic(name, password, address)));
    }

    private Mono<Caller> token(String secret) {
        Mono<Optional<Caller>> found =
                tokens.remembered(secret).map(Mono::just).orElseGet(() -> blocking.database(() -> tokens.find(secret)));
        return found.flatMap(caller -> caller.map(Mono::just).orElseGet(() -> Mono.error(Refusals.voidToken())));
    }

    private static boolean is(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    /** @return null when it is no base64 of UTF-8 */
    private static String decode(String base64) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException problem) {
            return null;
        }
    }
}
