package org.anlan.web.log;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The pattern that a path fits, also of a request that was refused before it was routed. */
final class Routes {

    private final List<PathPattern> patterns;

    Routes(RequestMappingHandlerMapping controllers, String... further) {
        Stream<PathPattern> own = Stream.of(further).map(PathPatternParser.defaultInstance::parse);
        Stream<PathPattern> mapped = controllers.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternsCondition().getPatterns().stream());
        this.patterns = Stream.concat(mapped, own)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /**
     * @param pattern as a controller has it
     * @param space what stands at {@code {space}}, or null
     */
    record Route(String pattern, String space) {}

    Optional<Route> find(PathContainer path) {
        return patterns.stream()
                .filter(pattern -> pattern.matches(path))
                .findFirst()
                .map(pattern -> {
                    PathPattern.PathMatchInfo match = pattern.matchAndExtract(path);
                    String space =
                            match == null ? null : match.getUriVariables().get("space");
                    return new Route(pattern.getPatternString(), space);
                });
    }
}
