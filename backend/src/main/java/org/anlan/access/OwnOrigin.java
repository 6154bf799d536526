package org.anlan.access;

import org.springframework.http.server.reactive.ServerHttpRequest;

/** Under which origin a caller reached this server: what absolute links in an answer begin with. */
@FunctionalInterface
public interface OwnOrigin {

    /** E.g. "https://10.1.2.3:8443"; X-Forwarded-* are believed from trusted proxies only. Empty without a usable Host. */
    String of(ServerHttpRequest request);
}
