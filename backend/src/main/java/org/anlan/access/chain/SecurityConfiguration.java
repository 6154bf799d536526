package org.anlan.access.chain;

import java.util.ArrayList;
import java.util.List;
import org.anlan.access.AccessGate;
import org.anlan.access.PathRule;
import org.anlan.access.PathRules;
import org.anlan.access.account.SignIn;
import org.anlan.access.guard.Blocking;
import org.anlan.access.guard.RequestOrigin;
import org.anlan.access.token.Revocations;
import org.anlan.access.token.Tokens;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CorsSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.header.HttpHeaderWriterWebFilter;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import reactor.core.publisher.Mono;

/**
 * The one filter chain: credentials per request, no sessions in memory, no CORS, no redirects. Refusals are
 * {@link org.anlan.picture.PictureException}s and leave the chain as errors, for the one place that writes problems.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    @Bean
    PathTable pathTable(ObjectProvider<PathRule> single, ObjectProvider<PathRules> several) {
        List<PathRule> rules = new ArrayList<>(single.stream().toList());
        several.stream().forEach(list -> rules.addAll(list.rules()));
        return new PathTable(rules);
    }

    @Bean
    SessionCookies sessionCookies(RequestOrigin origin) {
        return new SessionCookies(origin);
    }

    @Bean
    RequestCredentials requestCredentials(RequestAuthenticator authenticator) {
        return new RequestCredentials(authenticator);
    }

    @Bean
    SecurityHeaders securityHeaders(RequestOrigin origin) {
        return new SecurityHeaders(origin);
    }

    @Bean
    KnownCallers knownCallers(
            PathTable table,
            RequestAuthenticator authenticator,
            RequestCredentials credentials,
            SessionCookies cookies,
            SecurityHeaders headers) {
        return new KnownCallers(table, authenticator, credentials, cookies, headers);
    }

    @Bean
    SecurityWebFilterChain security(
            ServerHttpSecurity http,
            PathTable table,
            KnownCallers known,
            RequestCredentials credentials,
            SessionCookies cookies,
            SecurityHeaders headers) {
        return http.securityMatcher(known)
                .cors(CorsSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(RequestCacheSpec::disable)
                .headers(HeaderSpec::disable)
                .addFilterAt(new HttpHeaderWriterWebFilter(headers), SecurityWebFiltersOrder.HTTP_HEADERS_WRITER)
                .csrf(csrf -> csrf.csrfTokenRepository(cookies)
                        .requireCsrfProtectionMatcher(cookies)
                        .csrfTokenRequestHandler(new ServerCsrfTokenRequestAttributeHandler())
                        .accessDeniedHandler((exchange, denied) -> Mono.error(Refusals.csrf())))
                .securityContextRepository(credentials)
                .authorizeExchange(paths -> paths.anyExchange().access(new PathRuleManager(table)))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (exchange, problem) -> Mono.error(Refusals.nobody()))
                        .accessDeniedHandler((exchange, denied) -> Mono.error(Refusals.nobody())))
                .build();
    }

    /** Keeps Spring Boot from inventing a user of its own; nothing asks this. */
    @Bean
    ReactiveAuthenticationManager noOtherAuthentication() {
        return authentication -> Mono.error(Refusals.nobody());
    }

    @Bean
    RequestAuthenticator requestAuthenticator(Tokens tokens, SignIn signIn, RequestOrigin origin, Blocking blocking) {
        return new RequestAuthenticator(tokens, signIn, origin, blocking);
    }

    @Bean
    AccessGate accessGate(
            RequestAuthenticator authenticator,
            Tokens tokens,
            Revocations revocations,
            RequestOrigin origin,
            Blocking blocking) {
        return new Gate(authenticator, tokens, revocations, origin, blocking);
    }

    @Bean
    WebFluxConfigurer callerArguments() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new CallerArguments());
            }
        };
    }
}
