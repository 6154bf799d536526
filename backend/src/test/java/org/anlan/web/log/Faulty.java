package org.anlan.web.log;

import java.util.Optional;
import java.util.Set;
import org.anlan.access.PathRule;
import org.anlan.picture.Role;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Decision;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.GeometryRule;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Code with faults whose exceptions repeat what people entered; further beans of the server of a test. */
public final class Faulty {

    public record Entry(String text) {}

    /** Viewers never see one: their view fails. */
    static final CollectionType<Entry> TYPE =
            new CollectionType<>("entries", Entry.class, GeometryRule.optionalPoint(), Role.ALL, (reader, entry) -> {
                if (reader.role() == Role.VIEWER) {
                    throw new IllegalStateException(entry.properties().text());
                }
                return Optional.<Feature<Entry>>of(entry);
            });

    static final CommandType<Entry> CREATE = new CommandType<>(
            "entries",
            "create",
            Entry.class,
            Set.of(Role.ADMINISTRATOR),
            (picture, context, call) ->
                    Decision.accept(Decision.put(TYPE, context.newId("entry"), null, call.input())));

    static final CommandType<Entry> BREAK =
            new CommandType<>("entries", "break", Entry.class, Role.ALL, (picture, context, call) -> {
                throw new IllegalStateException(
                        call.input().text(),
                        new IllegalArgumentException(call.input().text()));
            });

    /** No controller class: those below org.anlan are found by every server of every test. */
    @Bean
    RouterFunction<ServerResponse> faultyRoute() {
        return RouterFunctions.route()
                .GET("/api/faulty", request -> {
                    throw new IllegalStateException("cannot use " + request.queryParams());
                })
                .build();
    }

    @Bean
    PathRule faultyPath() {
        return PathRule.open(HttpMethod.GET, "/api/faulty");
    }

    @Bean
    CollectionType<Entry> entries() {
        return TYPE;
    }

    @Bean
    CommandType<Entry> createEntry() {
        return CREATE;
    }

    @Bean
    CommandType<Entry> breakEntry() {
        return BREAK;
    }
}
