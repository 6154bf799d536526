package org.anlan.access.account;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.anlan.access.Audit;
import org.anlan.access.Caller;
import org.anlan.access.CredentialKind;
import org.anlan.access.guard.Secrets;
import org.anlan.access.token.Revocations;
import org.anlan.access.token.Tokens;
import org.anlan.picture.Actor;
import org.anlan.picture.Durability;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Changes accounts. A change of rights or password ends at once what was opened with the old ones. All calls block; those
 * that set a password also hash it.
 */
public class Accounts {

    /** What an administrator may say about an account; {@code enabled} null = as it was. */
    public record Input(
            String name, String displayName, String role, List<String> units, String phone, Boolean enabled) {

        /** Without the phone number, so that it reaches no log. */
        @Override
        public String toString() {
            return "Input[" + name + ", " + role + "]";
        }
    }

    /** @param generatedPassword known only now; null when the administrator gave one */
    public record Created(Account account, String generatedPassword) {

        @Override
        public String toString() {
            return "Created[" + account + "]";
        }
    }

    private static final Set<CredentialKind> BY_PASSWORD = Set.of(CredentialKind.SESSION);
    private static final Set<CredentialKind> ALL =
            Set.of(CredentialKind.SESSION, CredentialKind.DEVICE, CredentialKind.VIEWER, CredentialKind.WS_TICKET);

    private final AccountStore store;
    private final Passwords passwords;
    private final Tokens tokens;
    private final Revocations revocations;
    private final Audit audit;
    private final TransactionOperations transaction;
    private final Durability durability;
    private final Clock clock;

    public Accounts(
            AccountStore store,
            Passwords passwords,
            Tokens tokens,
            Revocations revocations,
            Audit audit,
            TransactionOperations transaction,
            Durability durability,
            Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.tokens = tokens;
        this.revocations = revocations;
        this.audit = audit;
        this.transaction = transaction;
        this.durability = durability;
        this.clock = clock;
    }

    public List<Account> list() {
        return store.list();
    }

    /** @throws PictureException 404 */
    public Account get(String id) {
        return required(id, store.find(id));
    }

    private static Account required(String id, Optional<Account> found) {
        return found.orElseThrow(
                () -> new PictureException(Problem.of(404, "no-account", "没有这个账号:" + id, "there is no account " + id)));
    }

    /** @param password null = generate one */
    public Created create(Input input, String password, Actor by, String address) {
        AccountRules rules = new AccountRules();
        Account account = read(
                rules,
                input,
                UUID.randomUUID().toString(),
                !Boolean.FALSE.equals(input.enabled()),
                new Account(
                        "-",
                        "-",
                        "-",
                        Role.VIEWER,
                        Set.of(),
                        null,
                        true,
                        1,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        null));
        if (password != null) {
            rules.password("password", password, account.name());
        }
        rules.check("account");
        String generated = password == null ? Secrets.password() : null;
        String hash = passwords.hash(password == null ? generated : password);
        change(() -> {
            named(account, () -> store.insert(account, hash));
            audit.record(new Audit.Entry("account-created", by, account.name(), address, described(account)));
            return List.of();
        });
        return new Created(account, generated);
    }

    public Account edit(String id, Input input, Actor by, String address) {
        Account[] result = new Account[1];
        change(() -> {
            long administrators = store.lockEnabledAdministrators();
            Account was = required(id, store.lock(id));
            AccountRules rules = new AccountRules();
            boolean enabled = input.enabled() == null ? was.enabled() : input.enabled();
            Account asked = read(rules, input, id, enabled, was);
            rules.check("account");
            boolean ends = rightsDiffer(was, asked);
            Account edited = ends ? asked.withOtherRights() : asked;
            if (isAdministrator(was) && !isAdministrator(edited) && administrators <= 1) {
                throw new PictureException(Problem.of(
                        409, "last-administrator", "至少要保留一个启用的管理员账号", "one enabled administrator account must remain"));
            }
            named(edited, () -> store.update(edited));
            audit.record(new Audit.Entry("account-changed", by, edited.name(), address, described(edited)));
            result[0] = edited;
            return ends ? revoke(was, ALL) : List.of();
        });
        return result[0];
    }

    /**
     * @param password null = generate one
     * @return the generated password, or null
     */
    public String resetPassword(String id, String password, Actor by, String address) {
        Account account = get(id);
        if (password != null) {
            checkPassword("password", password, account.name());
        }
        String generated = password == null ? Secrets.password() : null;
        String hash = passwords.hash(password == null ? generated : password);
        change(() -> {
            Account was = required(id, store.lock(id));
            store.updatePassword(id, hash);
            audit.record(new Audit.Entry("password-reset", by, was.name(), address, null));
            return revoke(was, BY_PASSWORD);
        });
        return generated;
    }

    /** A person's own new password: other sessions end, the one that asked lives on. */
    public void changeOwnPassword(Caller caller, String password, String address) {
        String id = caller.account();
        checkPassword("new", password, caller.name());
        String hash = passwords.hash(password);
        change(() -> {
            Account was = required(id, store.lock(id));
            store.updatePassword(id, hash);
            audit.record(new Audit.Entry("password-changed", caller.actor(), was.name(), address, null));
            List<String> others = new ArrayList<>(tokens.idsOf(id, BY_PASSWORD));
            others.remove(caller.tokenId());
            others.add(Caller.basicToken(id, was.version()));
            tokens.revoke(others);
            return others;
        });
    }

    private static void checkPassword(String field, String password, String name) {
        AccountRules rules = new AccountRules();
        rules.password(field, password, name);
        rules.check("password");
    }

    private static Account read(AccountRules rules, Input input, String id, boolean enabled, Account was) {
        Role role = rules.role(input.role());
        return new Account(
                id,
                rules.name(input.name()),
                rules.displayName("displayName", input.displayName()),
                role,
                rules.units(input.units(), role),
                rules.phone(input.phone()),
                enabled,
                was.version(),
                was.createdAt(),
                was.lastSeenAt());
    }

    private static boolean isAdministrator(Account account) {
        return account.enabled() && account.role() == Role.ADMINISTRATOR;
    }

    private static boolean rightsDiffer(Account was, Account now) {
        return was.role() != now.role()
                || !was.units().equals(now.units())
                || was.enabled() != now.enabled()
                || !was.name().equals(now.name());
    }

    private List<String> revoke(Account was, Set<CredentialKind> kinds) {
        List<String> ids = new ArrayList<>(tokens.idsOf(was.id(), kinds));
        ids.add(Caller.basicToken(was.id(), was.version()));
        tokens.revoke(ids);
        return ids;
    }

    /** Runs the change in one transaction, makes it durable, then says which credentials it ended. */
    private void change(Supplier<List<String>> work) {
        List<String> ended = transaction.execute(status -> work.get());
        durability.flush();
        revocations.announce(ended);
    }

    private static void named(Account account, Runnable write) {
        try {
            write.run();
        } catch (DuplicateKeyException taken) {
            AccountRules rules = new AccountRules();
            rules.require(false, "name", account.name(), "登录名已被使用", "this log-in name is taken");
            rules.check("name-taken");
        }
    }

    private static String described(Account account) {
        return account.role().word() + " " + account.units() + (account.enabled() ? "" : " disabled");
    }
}
