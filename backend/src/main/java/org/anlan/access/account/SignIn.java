package org.anlan.access.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.anlan.access.Audit;
import org.anlan.access.Caller;
import org.anlan.access.CredentialKind;
import org.anlan.access.guard.Secrets;
import org.anlan.access.guard.Throttle;
import org.anlan.access.token.NewToken;
import org.anlan.access.token.Revocations;
import org.anlan.access.token.Tokens;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;

/** Name and password: once for a session, or with each request (HTTP Basic). */
public class SignIn {

    /** How long verified Basic credentials are remembered, because a map view asks for dozens of tiles at once. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final AccountStore accounts;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Tokens tokens;
    private final Revocations revocations;
    private final Audit audit;

    /** Keys are hashes with a secret of this process, so that memory holds no plain hash of a password. */
    private final String pepper = Secrets.random();

    private final Cache<String, Caller> basic = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    public SignIn(
            AccountStore accounts,
            Passwords passwords,
            Throttle throttle,
            Tokens tokens,
            Revocations revocations,
            Audit audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.tokens = tokens;
        this.revocations = revocations;
        this.audit = audit;
    }

    /** A new session. Blocks for a password hash. @throws PictureException 401 code credentials, 429 too-many-attempts */
    public Tokens.Issued session(String name, String password, String address) {
        Account account = verify(name, password, address);
        Tokens.Issued issued = tokens.issueDurably(
                new NewToken(CredentialKind.SESSION, account.id(), null, account.actor(), account.id(), null));
        tokens.seen(account.id());
        audit.record(new Audit.Entry("log-in", account.actor(), account.name(), address, null));
        Caller caller = issued.caller();
        return new Tokens.Issued(
                issued.secret(),
                new Caller(
                        caller.tokenId(),
                        caller.kind(),
                        caller.actor(),
                        account.name(),
                        account.id(),
                        caller.expiresAt()));
    }

    /** Who these Basic credentials belong to, if they were verified lately. Never blocks. */
    public Optional<Caller> remembered(String name, String password) {
        return known(basic.getIfPresent(key(name, password)));
    }

    /** Who these Basic credentials belong to. Blocks for a password hash unless they were verified lately. */
    public Caller basic(String name, String password, String address) {
        String key = key(name, password);
        Caller caller = basic.get(key, same -> verified(name, password, address));
        return known(caller).orElseGet(() -> {
            basic.asMap().remove(key, caller);
            return basic.get(key, same -> verified(name, password, address));
        });
    }

    private Caller verified(String name, String password, String address) {
        Account account = verify(name, password, address);
        tokens.seen(account.id());
        audit.record(new Audit.Entry("basic", account.actor(), account.name(), address, null));
        return new Caller(
                Caller.basicToken(account.id(), account.version()),
                CredentialKind.BASIC,
                account.actor(),
                account.name(),
                account.id(),
                null);
    }

    private Optional<Caller> known(Caller caller) {
        return Optional.ofNullable(caller).filter(found -> !revocations.isKnown(found.tokenId()));
    }

    private String key(String name, String password) {
        return Secrets.hash(pepper + name.length() + ":" + name + password);
    }

    /** Checks a person's own password again, e.g. before it is changed; counts as an attempt. */
    public Account verify(String name, String password, String address) {
        Throttle.Attempt attempt = throttle.attempt(name, address);
        Optional<AccountStore.Credential> found;
        boolean right;
        try {
            found = accounts.findByName(name);
            right = password.length() <= AccountRules.LONGEST_PASSWORD
                    && passwords.matches(
                            password, found.map(AccountStore.Credential::hash).orElse(null));
        } catch (RuntimeException problem) {
            attempt.withdraw();
            throw problem;
        }
        if (!right || !found.get().account().enabled()) {
            // a name that does not exist may be a password typed into the wrong field, so it is not kept
            String target = found.map(known -> known.account().name()).orElse("(unknown name)");
            audit.record(new Audit.Entry("refused", null, target, address, right ? "account disabled" : null));
            throw new PictureException(Problem.of(401, "credentials", "用户名或密码不对", "wrong user name or password"));
        }
        attempt.succeeded();
        return found.get().account();
    }
}
