package org.anlan.access;

import java.util.Collection;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The door for connections that live longer than a request. */
public interface AccessGate {

    /**
     * Who opens this WebSocket: by {@code ?ticket=}, the session cookie or {@code Authorization}. Checks Origin too:
     * a browser must come from this server's own pages; a request without Origin is no browser. A ticket is used up.
     * Never blocks. Errors are {@link org.anlan.picture.PictureException}: 401 nobody or void credentials, 403 code
     * {@code origin}, 429 too-many-attempts.
     */
    Mono<Caller> admit(ServerWebExchange exchange);

    /**
     * True when this credential is known to have been revoked in the last minutes. Ask once after a connection was
     * registered for {@link CredentialsRevoked}: the event may have come between admission and registration.
     */
    boolean isRevoked(String tokenId);

    /** These credentials are in use by open connections: they live on as if each had made a request. */
    Mono<Void> touch(Collection<String> tokenIds);
}
