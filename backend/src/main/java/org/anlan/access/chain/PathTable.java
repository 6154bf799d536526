package org.anlan.access.chain;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.anlan.access.PathRule;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** All modules' path rules: the most specific pattern decides, a rule for one method before one for any. */
public final class PathTable {

    private record Row(PathPattern pattern, PathRule rule) {
        boolean isFor(HttpMethod method) {
            return rule.method() == null || rule.method().equals(method);
        }
    }

    /** Characters of the paths whose rule is remembered; anybody may ask for paths as long as he likes. */
    private static final long REMEMBERED = 1 << 20;

    private static final int ENTRY = 64;

    private record Asked(HttpMethod method, String path) {}

    private final List<Row> rows;
    private final Cache<Asked, Optional<PathRule>> found = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED)
            .weigher((Asked asked, Optional<PathRule> rule) ->
                    ENTRY + asked.path().length())
            .build();

    public PathTable(Collection<PathRule> rules) {
        this.rows = rules.stream()
                .map(rule -> new Row(PathPatternParser.defaultInstance.parse(rule.pattern()), rule))
                .sorted(Comparator.comparing(Row::pattern)
                        .thenComparing(row -> row.rule().method() == null))
                .toList();
        requireNoContradiction();
    }

    private void requireNoContradiction() {
        rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.rule().method() + " " + row.pattern().getPatternString(),
                        Collectors.mapping(row -> row.rule().roles(), Collectors.toSet())))
                .forEach((path, roles) -> {
                    if (roles.size() > 1) {
                        throw new IllegalStateException("two path rules contradict each other: " + path + " " + roles);
                    }
                });
    }

    public Optional<PathRule> find(HttpMethod asked, PathContainer path) {
        HttpMethod method = HttpMethod.HEAD.equals(asked) ? HttpMethod.GET : asked;
        return found.get(new Asked(method, path.value()), any -> decide(method, path));
    }

    private Optional<PathRule> decide(HttpMethod method, PathContainer path) {
        return rows.stream()
                .filter(row -> row.isFor(method) && row.pattern().matches(path))
                .map(Row::rule)
                .findFirst();
    }

    /** Methods that have a rule for this path; empty when the path has none at all. */
    public Set<String> methods(PathContainer path) {
        return rows.stream()
                .filter(row -> row.rule().method() != null && row.pattern().matches(path))
                .map(row -> row.rule().method().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
