package org.anlan.access.chain;

import java.util.Optional;
import java.util.Set;
import org.anlan.access.PathRule;
import org.anlan.picture.PictureException;
import org.anlan.picture.Role;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Decides by the path rules; refuses with a problem that says why. */
final class PathRuleManager implements ReactiveAuthorizationManager<AuthorizationContext> {

    private static final AuthorizationResult GRANTED = new AuthorizationDecision(true);

    private final PathTable table;

    PathRuleManager(PathTable table) {
        this.table = table;
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        ServerHttpRequest request = context.getExchange().getRequest();
        PathContainer path = request.getPath().pathWithinApplication();
        Optional<PathRule> rule = table.find(request.getMethod(), path);
        if (rule.isEmpty()) {
            Set<String> methods = table.methods(path);
            return Mono.error(methods.isEmpty() ? Refusals.noPath() : Refusals.method(methods));
        }
        return rule.get().isOpen()
                ? Mono.just(GRANTED)
                : byRole(authentication, rule.get().roles())
                        .doOnError(PictureException.class, refusal -> challenge(context.getExchange(), refusal));
    }

    /** Tells programs how to log in. Not browsers: they would pop up their own password window over the page. */
    private static void challenge(ServerWebExchange exchange, PictureException refusal) {
        if (refusal.problem().status() == 401 && !isBrowser(exchange.getRequest())) {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Anlan\", charset=\"UTF-8\"");
            headers.add(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Anlan\"");
        }
    }

    /** Browsers send Sec-Fetch-* on HTTPS and localhost, and elsewhere at least call themselves Mozilla, as QGIS does. */
    private static boolean isBrowser(ServerHttpRequest request) {
        String agent = request.getHeaders().getFirst(HttpHeaders.USER_AGENT);
        return request.getHeaders().getFirst("Sec-Fetch-Mode") != null
                || (agent != null && agent.startsWith("Mozilla/") && !agent.contains("QGIS"));
    }

    private static Mono<AuthorizationResult> byRole(Mono<Authentication> authentication, Set<Role> roles) {
        return authentication
                .ofType(CallerAuthentication.class)
                .switchIfEmpty(Mono.error(Refusals::nobody))
                .map(known -> known.caller().actor().role())
                .flatMap(role ->
                        roles.contains(role) ? Mono.just(GRANTED) : Mono.error(Refusals.forbidden(role, roles)));
    }
}
