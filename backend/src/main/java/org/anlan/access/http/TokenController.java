package org.anlan.access.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.anlan.access.Audit;
import org.anlan.access.CredentialKind;
import org.anlan.access.account.AccountRules;
import org.anlan.access.guard.RequestOrigin;
import org.anlan.access.token.NewToken;
import org.anlan.access.token.Revocations;
import org.anlan.access.token.Token;
import org.anlan.access.token.Tokens;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens of other programs, for administrators. */
@RestController
class TokenController {

    private static final int LONGEST_DAYS = 3650;

    record Input(String name, String role, Integer validDays) {}

    record NewProgram(String id, String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "NewProgram[" + id + "]";
        }
    }

    record TokenList(List<TokenView> tokens) {}

    record TokenView(
            String id,
            String name,
            Role role,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            Instant lastSeenAt) {

        static TokenView of(Token token) {
            return new TokenView(
                    token.caller().tokenId(),
                    token.caller().name(),
                    token.caller().actor().role(),
                    token.createdAt(),
                    token.createdBy(),
                    token.caller().expiresAt(),
                    token.lastSeenAt());
        }
    }

    private final Tokens tokens;
    private final Revocations revocations;
    private final Audit audit;
    private final RequestOrigin origin;
    private final Clock clock = Clock.systemUTC();

    TokenController(Tokens tokens, Revocations revocations, Audit audit, RequestOrigin origin) {
        this.tokens = tokens;
        this.revocations = revocations;
        this.audit = audit;
        this.origin = origin;
    }

    @PostMapping("/api/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    NewProgram create(@RequestBody Input body, Actor actor, ServerHttpRequest request) {
        AccountRules rules = new AccountRules();
        String name = rules.displayName("name", body.name());
        Role role = rules.role(body.role());
        int days = body.validDays() == null ? 0 : body.validDays();
        rules.require(
                days >= 1 && days <= LONGEST_DAYS,
                "validDays",
                body.validDays(),
                "有效期须为 1–" + LONGEST_DAYS + " 天",
                "1 to " + LONGEST_DAYS + " days");
        rules.check("token");
        Actor program = new Actor("program-" + UUID.randomUUID(), name, role, Set.of());
        Tokens.Issued issued = tokens.issueDurably(new NewToken(
                CredentialKind.PROGRAM,
                null,
                null,
                program,
                actor.name(),
                clock.instant().plus(Duration.ofDays(days))));
        audit.record(new Audit.Entry("token-created", actor, name, origin.address(request), role.word()));
        return new NewProgram(
                issued.caller().tokenId(), issued.secret(), issued.caller().expiresAt());
    }

    @GetMapping("/api/tokens")
    TokenList list() {
        return new TokenList(
                tokens.list(CredentialKind.PROGRAM).stream().map(TokenView::of).toList());
    }

    @DeleteMapping("/api/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Actor actor, ServerHttpRequest request) {
        Token token = tokens.list(List.of(id)).stream()
                .filter(found -> found.caller().kind() == CredentialKind.PROGRAM)
                .findFirst()
                .orElseThrow(() -> new PictureException(
                        Problem.of(404, "no-token", "没有这个令牌:" + id, "there is no program token " + id)));
        tokens.revokeDurably(List.of(id));
        revocations.announce(List.of(id));
        String name = token.caller().name();
        audit.record(new Audit.Entry("token-revoked", actor, name, origin.address(request), null));
    }
}
