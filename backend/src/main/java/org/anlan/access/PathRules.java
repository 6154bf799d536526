package org.anlan.access;

import java.util.List;

/** Several {@link PathRule}s as one bean. */
public record PathRules(List<PathRule> rules) {

    public PathRules {
        rules = List.copyOf(rules);
    }

    public static PathRules of(PathRule... rules) {
        return new PathRules(List.of(rules));
    }
}
