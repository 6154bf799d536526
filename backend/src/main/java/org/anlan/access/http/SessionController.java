package org.anlan.access.http;

import java.time.Instant;
import java.util.List;
import org.anlan.access.Audit;
import org.anlan.access.Caller;
import org.anlan.access.CredentialKind;
import org.anlan.access.account.AccountRules;
import org.anlan.access.account.Accounts;
import org.anlan.access.account.SignIn;
import org.anlan.access.chain.RequestAuthenticator;
import org.anlan.access.chain.SessionCookies;
import org.anlan.access.guard.Blocking;
import org.anlan.access.guard.RequestOrigin;
import org.anlan.access.token.Revocations;
import org.anlan.access.token.Tokens;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Logging in and out, and what one may ask about oneself. */
@RestController
class SessionController {

    record LogIn(String user, String password) {
        @Override
        public String toString() {
            return "LogIn[" + user + "]";
        }
    }

    record NewPassword(
            String old,

            @com.fasterxml.jackson.annotation.JsonProperty("new")
            String replacement) {
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    record Ticket(String ticket, Instant expiresAt) {}

    private final SignIn signIn;
    private final Accounts accounts;
    private final Tokens tokens;
    private final Revocations revocations;
    private final SessionCookies cookies;
    private final RequestOrigin origin;
    private final Blocking blocking;
    private final Audit audit;

    SessionController(
            SignIn signIn,
            Accounts accounts,
            Tokens tokens,
            Revocations revocations,
            SessionCookies cookies,
            RequestOrigin origin,
            Blocking blocking,
            Audit audit) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.tokens = tokens;
        this.revocations = revocations;
        this.cookies = cookies;
        this.origin = origin;
        this.blocking = blocking;
        this.audit = audit;
    }

    @PostMapping(path = SessionCookies.LOG_IN, consumes = "application/json")
    Mono<Me> logIn(@RequestBody LogIn body, ServerWebExchange exchange) {
        AccountRules rules = new AccountRules();
        rules.require(body.user() != null && !body.user().isBlank(), "user", body.user(), "请填写用户名", "a user name");
        rules.require(body.password() != null, "password", null, "请填写密码", "a password");
        rules.check("log-in");
        String address = origin.address(exchange.getRequest());
        return blocking.hashing(() -> signIn.session(body.user().strip(), body.password(), address))
                .map(issued -> {
                    cookies.set(exchange, issued.secret());
                    return Me.of(issued.caller());
                });
    }

    /** Ends the token the request acts by. Also 204 when it had ended already. */
    @DeleteMapping("/api/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> logOut(ServerWebExchange exchange) {
        cookies.clear(exchange);
        String address = origin.address(exchange.getRequest());
        return Mono.justOrEmpty(RequestAuthenticator.secret(exchange.getRequest()))
                .flatMap(secret -> blocking.database(() -> {
                    tokens.find(secret).ifPresent(caller -> logOut(caller, address));
                    return true;
                }))
                .then();
    }

    private void logOut(Caller caller, String address) {
        List<String> ended = List.of(caller.tokenId());
        tokens.revokeDurably(ended);
        revocations.announce(ended);
        audit.record(new Audit.Entry("log-out", caller.actor(), caller.name(), address, null));
    }

    @GetMapping("/api/me")
    Me me(Caller caller) {
        return Me.of(caller);
    }

    @PostMapping("/api/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> changePassword(@RequestBody NewPassword body, Caller caller, ServerWebExchange exchange) {
        if (caller.kind() != CredentialKind.SESSION && caller.kind() != CredentialKind.BASIC) {
            return Mono.error(new PictureException(Problem.of(
                    403, "no-password", "此设备没有密码", "a device or program has no password; log in with the account")));
        }
        String address = origin.address(exchange.getRequest());
        return blocking.hashing(() -> {
                    requireOld(caller, body.old(), address);
                    accounts.changeOwnPassword(caller, body.replacement(), address);
                    return true;
                })
                .then();
    }

    /** 422 and not 401, which would mean that the session itself is void. */
    private void requireOld(Caller caller, String old, String address) {
        try {
            signIn.verify(caller.name(), old == null ? "" : old, address);
        } catch (PictureException refusal) {
            if (refusal.problem().status() != 401) {
                throw refusal;
            }
            AccountRules rules = new AccountRules();
            rules.require(false, "old", null, "原密码不对", "the old password is wrong");
            rules.check("old-password");
        }
    }

    @PostMapping("/api/ws-ticket")
    Mono<Ticket> ticket(Caller caller) {
        return blocking.database(() -> tokens.ticket(caller))
                .map(issued -> new Ticket(issued.secret(), issued.caller().expiresAt()));
    }
}
