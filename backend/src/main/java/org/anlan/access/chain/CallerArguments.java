package org.anlan.access.chain;

import java.util.Set;
import org.anlan.access.Caller;
import org.anlan.picture.Actor;
import org.anlan.picture.Reader;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives controllers who calls: a parameter of type {@link Actor}, {@link Reader} or {@link Caller}. */
final class CallerArguments implements HandlerMethodArgumentResolver {

    private static final Set<Class<?>> TYPES = Set.of(Actor.class, Reader.class, Caller.class);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    /** Errors with 401 on an open path that nobody signed in for. */
    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .ofType(CallerAuthentication.class)
                .switchIfEmpty(Mono.error(Refusals::nobody))
                .map(known -> argument(parameter.getParameterType(), known.caller()));
    }

    private static Object argument(Class<?> type, Caller caller) {
        if (type == Actor.class) {
            return caller.actor();
        }
        return type == Reader.class ? Reader.of(caller.actor()) : caller;
    }
}
