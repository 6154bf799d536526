package org.anlan.access.http;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import org.anlan.access.AccessSettings;
import org.anlan.access.CredentialsRevoked;
import org.anlan.access.OwnOrigin;
import org.anlan.access.PathRule;
import org.anlan.access.PathRules;
import org.anlan.access.account.AccountStore;
import org.anlan.access.account.Accounts;
import org.anlan.access.account.FirstAdministrator;
import org.anlan.access.account.JdbcAudit;
import org.anlan.access.account.Passwords;
import org.anlan.access.account.SignIn;
import org.anlan.access.chain.SessionCookies;
import org.anlan.access.guard.Blocking;
import org.anlan.access.guard.RequestOrigin;
import org.anlan.access.guard.SteadyClock;
import org.anlan.access.guard.Throttle;
import org.anlan.access.link.LinkRules;
import org.anlan.access.link.LinkStore;
import org.anlan.access.link.Links;
import org.anlan.access.token.RevocationWatch;
import org.anlan.access.token.Revocations;
import org.anlan.access.token.TokenStore;
import org.anlan.access.token.Tokens;
import org.anlan.picture.Durability;
import org.anlan.picture.Role;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts access together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class AccessConfiguration {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Set<Role> ADMINISTRATOR = Set.of(Role.ADMINISTRATOR);

    /** Written as the controllers' own patterns are: a wider one could lose against another module's more specific one. */
    @Bean
    PathRules accessPaths() {
        return PathRules.of(
                PathRule.open(HttpMethod.POST, SessionCookies.LOG_IN),
                PathRule.open(HttpMethod.DELETE, SessionCookies.LOG_IN),
                PathRule.anyRole(HttpMethod.GET, "/api/me"),
                PathRule.anyRole(HttpMethod.POST, "/api/me/password"),
                PathRule.anyRole(HttpMethod.POST, "/api/ws-ticket"),
                PathRule.roles(null, "/api/accounts", ADMINISTRATOR),
                PathRule.roles(null, "/api/accounts/{id}", ADMINISTRATOR),
                PathRule.roles(null, "/api/accounts/{id}/password", ADMINISTRATOR),
                PathRule.roles(null, "/api/audit", ADMINISTRATOR),
                PathRule.roles(null, "/api/tokens", ADMINISTRATOR),
                PathRule.roles(null, "/api/tokens/{id}", ADMINISTRATOR),
                PathRule.roles(null, "/api/device-links", Role.DESK),
                PathRule.roles(null, "/api/device-links/{id}", Role.DESK),
                PathRule.open(HttpMethod.POST, SessionCookies.JOIN));
    }

    @Bean(destroyMethod = "close")
    Blocking accessThreads() {
        return new Blocking();
    }

    @Bean
    RequestOrigin requestOrigin(AccessSettings settings) {
        return new RequestOrigin(settings);
    }

    @Bean
    OwnOrigin ownOrigin(RequestOrigin origin, AccessSettings settings) {
        return request -> origin.origin(request).orElse(settings.publicUrl());
    }

    @Bean
    AccountStore accountStore(JdbcClient jdbc) {
        return new AccountStore(jdbc);
    }

    @Bean
    TokenStore tokenStore(JdbcClient jdbc) {
        return new TokenStore(jdbc);
    }

    @Bean
    Passwords passwords() {
        return new Passwords();
    }

    @Bean
    Throttle throttle() {
        return new Throttle(new SteadyClock(ZoneOffset.UTC));
    }

    @Bean
    JdbcAudit accessAudit(JdbcClient jdbc) {
        return new JdbcAudit(jdbc, CLOCK);
    }

    @Bean
    Revocations revocations(TokenStore store, ApplicationEventPublisher events) {
        Revocations revocations = new Revocations(store, CLOCK);
        revocations.listen(ids -> events.publishEvent(new CredentialsRevoked(ids)));
        return revocations;
    }

    @Bean
    Tokens tokens(TokenStore store, Revocations revocations, Durability durability) {
        return new Tokens(store, revocations, durability, CLOCK);
    }

    @Bean
    SignIn signIn(
            AccountStore accounts,
            Passwords passwords,
            Throttle throttle,
            Tokens tokens,
            Revocations revocations,
            JdbcAudit audit) {
        return new SignIn(accounts, passwords, throttle, tokens, revocations, audit);
    }

    @Bean
    Accounts accounts(
            AccountStore store,
            Passwords passwords,
            Tokens tokens,
            Revocations revocations,
            JdbcAudit audit,
            PlatformTransactionManager transactions,
            Durability durability) {
        return new Accounts(
                store, passwords, tokens, revocations, audit, new TransactionTemplate(transactions), durability, CLOCK);
    }

    @Bean
    @DependsOnDatabaseInitialization
    FirstAdministrator firstAdministrator(AccountStore store, Accounts accounts, AccessSettings settings) {
        FirstAdministrator first = new FirstAdministrator(store, accounts, settings);
        first.ensure(System.out);
        return first;
    }

    @Bean
    Links links(
            JdbcClient jdbc,
            AccountStore accounts,
            Tokens tokens,
            Revocations revocations,
            Throttle throttle,
            JdbcAudit audit,
            PlatformTransactionManager transactions,
            Durability durability) {
        return new Links(
                new LinkStore(jdbc),
                new LinkRules(accounts),
                tokens,
                revocations,
                throttle,
                audit,
                new TransactionTemplate(transactions),
                durability,
                CLOCK);
    }

    @Bean
    @DependsOnDatabaseInitialization
    RevocationWatch revocationWatch(Revocations revocations) {
        return new RevocationWatch(revocations);
    }
}
