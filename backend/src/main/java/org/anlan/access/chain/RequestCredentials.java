package org.anlan.access.chain;

import org.anlan.access.Caller;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Each request proves itself; nothing is kept between requests but the tokens. Looked at only when a rule asks. */
final class RequestCredentials implements ServerSecurityContextRepository {

    private static final String FOUND = RequestCredentials.class.getName();

    private final RequestAuthenticator authenticator;

    RequestCredentials(RequestAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        Mono<SecurityContext> found = exchange.getAttribute(FOUND);
        if (found == null) {
            found = authenticator
                    .authenticate(exchange.getRequest())
                    .map(RequestCredentials::context)
                    .cache();
            exchange.getAttributes().put(FOUND, found);
        }
        return found;
    }

    private static SecurityContext context(Caller caller) {
        Authentication authentication = new CallerAuthentication(caller);
        return new SecurityContextImpl(authentication);
    }

    @Override
    public Mono<Void> save(ServerWebExchange exchange, SecurityContext context) {
        return Mono.empty();
    }
}
