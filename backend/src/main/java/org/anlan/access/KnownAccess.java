package org.anlan.access;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** For answers that lie ready before any filter has run: the same rules and credentials, as far as they are known. */
public interface KnownAccess {

    /** True when the path's rule lets this request in without asking anybody; false says nothing. Never waits. */
    boolean lets(ServerHttpRequest request);

    /** Sets the headers that every answer carries; those that are there stay. */
    void secure(ServerHttpRequest request, HttpHeaders answer);
}
