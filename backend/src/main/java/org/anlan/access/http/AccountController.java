package org.anlan.access.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.anlan.access.Audit;
import org.anlan.access.account.Account;
import org.anlan.access.account.Accounts;
import org.anlan.access.account.JdbcAudit;
import org.anlan.access.guard.RequestOrigin;
import org.anlan.picture.Actor;
import org.anlan.picture.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts and the audit, for administrators. */
@RestController
class AccountController {

    private static final int DEFAULT_LINES = 100;
    private static final int MOST_LINES = 1000;

    /** @param password null = generate one */
    record NewAccount(String name, String displayName, String role, List<String> units, String phone, String password) {
        @Override
        public String toString() {
            return "NewAccount[" + name + "]";
        }
    }

    record NewPassword(String password) {
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    record GeneratedPassword(String generatedPassword) {}

    record AccountList(List<AccountView> accounts) {}

    record AuditLines(List<JdbcAudit.Line> entries) {}

    /** @param generatedPassword only in the answer to a creation without a password */
    record AccountView(
            String id,
            String name,
            String displayName,
            Role role,
            List<String> units,
            String phone,
            boolean enabled,
            Instant createdAt,
            Instant lastSeenAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) String generatedPassword) {

        static AccountView of(Account account, String generatedPassword) {
            return new AccountView(
                    account.id(),
                    account.name(),
                    account.displayName(),
                    account.role(),
                    account.units().stream().sorted().toList(),
                    account.phone(),
                    account.enabled(),
                    account.createdAt(),
                    account.lastSeenAt(),
                    generatedPassword);
        }
    }

    private final Accounts accounts;
    private final JdbcAudit audit;
    private final RequestOrigin origin;

    AccountController(Accounts accounts, JdbcAudit audit, RequestOrigin origin) {
        this.accounts = accounts;
        this.audit = audit;
        this.origin = origin;
    }

    @GetMapping("/api/accounts")
    AccountList list(Actor actor, ServerHttpRequest request) {
        List<AccountView> views = accounts.list().stream()
                .map(account -> AccountView.of(account, null))
                .toList();
        audit.record(new Audit.Entry("view-personal-data", actor, "accounts", origin.address(request), null));
        return new AccountList(views);
    }

    @PostMapping("/api/accounts")
    @ResponseStatus(HttpStatus.CREATED)
    AccountView create(@RequestBody NewAccount body, Actor actor, ServerHttpRequest request) {
        Accounts.Input input =
                new Accounts.Input(body.name(), body.displayName(), body.role(), body.units(), body.phone(), true);
        Accounts.Created created = accounts.create(input, body.password(), actor, origin.address(request));
        return AccountView.of(created.account(), created.generatedPassword());
    }

    @PutMapping("/api/accounts/{id}")
    AccountView edit(
            @PathVariable String id, @RequestBody Accounts.Input body, Actor actor, ServerHttpRequest request) {
        return AccountView.of(accounts.edit(id, body, actor, origin.address(request)), null);
    }

    /** {@code generatedPassword} is null when the administrator gave one. */
    @PostMapping("/api/accounts/{id}/password")
    GeneratedPassword resetPassword(
            @PathVariable String id, @RequestBody NewPassword body, Actor actor, ServerHttpRequest request) {
        return new GeneratedPassword(accounts.resetPassword(id, body.password(), actor, origin.address(request)));
    }

    /** The newest first. */
    @GetMapping("/api/audit")
    AuditLines audit(@RequestParam(required = false) Integer limit) {
        int lines = limit == null ? DEFAULT_LINES : Math.max(1, Math.min(limit, MOST_LINES));
        return new AuditLines(audit.list(lines));
    }
}
