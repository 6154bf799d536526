package org.anlan.access.chain;

import java.util.Collection;
import java.util.List;
import org.anlan.access.AccessGate;
import org.anlan.access.Caller;
import org.anlan.access.guard.Blocking;
import org.anlan.access.guard.RequestOrigin;
import org.anlan.access.token.Revocations;
import org.anlan.access.token.Tokens;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Admits WebSockets. */
final class Gate implements AccessGate {

    private final RequestAuthenticator authenticator;
    private final Tokens tokens;
    private final Revocations revocations;
    private final RequestOrigin origin;
    private final Blocking blocking;

    Gate(
            RequestAuthenticator authenticator,
            Tokens tokens,
            Revocations revocations,
            RequestOrigin origin,
            Blocking blocking) {
        this.authenticator = authenticator;
        this.tokens = tokens;
        this.revocations = revocations;
        this.origin = origin;
        this.blocking = blocking;
    }

    @Override
    public Mono<Caller> admit(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        String from = request.getHeaders().getOrigin();
        if (from != null && !origin.isOwn(request, from)) {
            return Mono.error(Refusals.origin(from));
        }
        String ticket = request.getQueryParams().getFirst("ticket");
        Mono<Caller> caller = ticket == null
                ? authenticator.authenticate(request)
                : blocking.database(() -> tokens.redeem(ticket).orElse(null))
                        .switchIfEmpty(Mono.error(Refusals::voidToken));
        return caller.switchIfEmpty(Mono.error(Refusals::nobody));
    }

    @Override
    public boolean isRevoked(String tokenId) {
        return revocations.isKnown(tokenId);
    }

    @Override
    public Mono<Void> touch(Collection<String> tokenIds) {
        List<String> ids = List.copyOf(tokenIds);
        return blocking.database(() -> {
                    tokens.touch(ids);
                    return true;
                })
                .then();
    }
}
