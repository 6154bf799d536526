package org.anlan.access;

import java.util.Objects;
import java.util.Set;
import org.anlan.picture.Role;
import org.springframework.http.HttpMethod;

/**
 * Who may use a path. Each module contributes beans of this (or of {@link PathRules}) for its own paths; a path without
 * a rule is denied to everybody. The most specific pattern decides, as it does between controllers, and a rule for one
 * method before one for any; so write the pattern of the controller and no wider one.
 *
 * @param method null = any method; GET covers HEAD
 * @param pattern a Spring PathPattern, e.g. "/api/{space}/incidents/**"
 * @param roles who may; empty = open to everybody, signed in or not
 */
public record PathRule(HttpMethod method, String pattern, Set<Role> roles) {

    public PathRule {
        Objects.requireNonNull(pattern, "pattern");
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException("a path pattern begins with a slash: " + pattern);
        }
        roles = Set.copyOf(roles);
    }

    /** For everybody, also without any credentials: pages, assets, health. */
    public static PathRule open(HttpMethod method, String pattern) {
        return new PathRule(method, pattern, Set.of());
    }

    /** For everybody who is signed in. */
    public static PathRule anyRole(HttpMethod method, String pattern) {
        return new PathRule(method, pattern, Role.ALL);
    }

    /** @throws IllegalArgumentException without roles, which would mean open */
    public static PathRule roles(HttpMethod method, String pattern, Set<Role> roles) {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("no roles for " + pattern);
        }
        return new PathRule(method, pattern, roles);
    }

    public boolean isOpen() {
        return roles.isEmpty();
    }
}
