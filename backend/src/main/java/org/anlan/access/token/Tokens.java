package org.anlan.access.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.anlan.access.Caller;
import org.anlan.access.CredentialKind;
import org.anlan.access.guard.Secrets;
import org.anlan.picture.Durability;
import org.springframework.dao.DataAccessException;

/**
 * Issues, finds and revokes tokens. Found tokens are kept in memory for a few seconds, so that most requests ask no
 * database; a revocation on this node takes effect at once, one on another node within that time.
 */
public class Tokens {

    /** A token that was just made: the only moment at which its secret is known. */
    public record Issued(String secret, Caller caller) {

        @Override
        public String toString() {
            return "Issued[" + caller.tokenId() + "]";
        }
    }

    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    /** The longest outage of the database during which known tokens hold. */
    private static final Duration BRIDGED = Duration.ofMinutes(10);

    private static final long ANSWERS = Long.MIN_VALUE;
    private static final Duration TICKET = Duration.ofSeconds(30);
    /** How exact "last seen" is; each step costs one write. */
    private static final Duration TOUCHED_EACH = Duration.ofMinutes(10);

    private final TokenStore store;
    private final Revocations revocations;
    private final Durability durability;
    private final Clock clock;
    private final Cache<String, Optional<Token>> byHash = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** {@link System#nanoTime} from which on one request asks the database again, or {@link #ANSWERS}. */
    private final AtomicLong askAgainNanos = new AtomicLong(ANSWERS);

    private final Cache<String, Optional<Token>> lastKnown =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(BRIDGED).build();

    public Tokens(TokenStore store, Revocations revocations, Durability durability, Clock clock) {
        this.store = store;
        this.revocations = revocations;
        this.durability = durability;
        this.clock = clock;
    }

    /** As {@link #issue}, and on the disk when it returns. */
    public Issued issueDurably(NewToken token) {
        Issued issued = issue(token);
        durability.flush();
        return issued;
    }

    /** In the caller's transaction, if there is one; the caller makes it durable. */
    public Issued issue(NewToken token) {
        Instant now = now();
        Instant expiresAt = token.expiresAt() != null
                ? token.expiresAt()
                : now.plus(token.kind().idle());
        String id = UUID.randomUUID().toString();
        String secret = Secrets.random();
        store.insert(id, Secrets.hash(secret), token, now, expiresAt);
        Caller caller =
                new Caller(id, token.kind(), token.actor(), token.actor().name(), token.account(), expiresAt);
        return new Issued(secret, caller);
    }

    /** What is known without asking the database: empty = ask {@link #find}. Never blocks. */
    public Optional<Optional<Caller>> remembered(String secret) {
        if (!Secrets.isShaped(secret)) {
            return Optional.of(Optional.empty());
        }
        String hash = Secrets.hash(secret);
        Optional<Token> token = byHash.getIfPresent(hash);
        if (token == null) {
            token = lastKnown.getIfPresent(hash);
            if (token == null || !isAway()) {
                return Optional.empty();
            }
        }
        return Optional.of(valid(token));
    }

    /**
     * Whether to go by what was known. Once the database did not answer, one request in a few seconds asks it again: each
     * may wait for seconds, and if all did, reading would stand still.
     */
    private boolean isAway() {
        long again = askAgainNanos.get();
        long now = System.nanoTime();
        return again != ANSWERS && (now - again < 0 || !askAgainNanos.compareAndSet(again, now + REMEMBERED.toNanos()));
    }

    /** Who holds this secret; empty when it is wrong, revoked, expired, or of a disabled account. Blocks. */
    public Optional<Caller> find(String secret) {
        if (!Secrets.isShaped(secret)) {
            return Optional.empty();
        }
        return valid(byHash.get(Secrets.hash(secret), this::read));
    }

    /** While the database is away, who was known lately still is: reading the picture must not end with it. */
    private Optional<Token> read(String hash) {
        try {
            Optional<Token> found = store.findByHash(hash).map(this::prolong);
            lastKnown.put(hash, found);
            askAgainNanos.set(ANSWERS);
            return found;
        } catch (DataAccessException away) {
            askAgainNanos.set(System.nanoTime() + REMEMBERED.toNanos());
            Optional<Token> known = lastKnown.getIfPresent(hash);
            if (known == null) {
                throw away;
            }
            return known;
        }
    }

    private Optional<Caller> valid(Optional<Token> token) {
        return token.filter(found -> found.isValid(clock.instant()))
                .map(Token::caller)
                .filter(caller -> !revocations.isKnown(caller.tokenId()))
                .filter(caller -> caller.kind() != CredentialKind.WS_TICKET);
    }

    private Token prolong(Token token) {
        Instant now = now();
        Caller was = token.caller();
        if (!token.isValid(now)
                || was.kind() == CredentialKind.WS_TICKET
                || token.lastSeenAt().plus(TOUCHED_EACH).isAfter(now)) {
            return token;
        }
        Instant expiresAt = was.kind().idle() == null
                ? was.expiresAt()
                : now.plus(was.kind().idle());
        if (was.kind().longest() != null) {
            Instant end = token.createdAt().plus(was.kind().longest());
            expiresAt = expiresAt.isBefore(end) ? expiresAt : end;
        }
        store.touch(was.tokenId(), now, expiresAt);
        if (was.account() != null) {
            store.seen(was.account(), now);
        }
        Caller caller = new Caller(was.tokenId(), was.kind(), was.actor(), was.name(), was.account(), expiresAt);
        return new Token(caller, token.parent(), token.createdAt(), token.createdBy(), now, null);
    }

    /** Tokens of open connections live on as if each had made a request. Blocks. */
    public void touch(Collection<String> ids) {
        store.find(ids).forEach(this::prolong);
    }

    /** This account was used, by password. Blocks. */
    public void seen(String account) {
        store.seen(account, now());
    }

    /** A ticket for one WebSocket, in the name of this caller. Blocks. */
    public Issued ticket(Caller caller) {
        Instant expiresAt = now().plus(TICKET);
        return issue(new NewToken(
                CredentialKind.WS_TICKET,
                caller.account(),
                caller.tokenId(),
                caller.actor(),
                caller.actor().id(),
                expiresAt));
    }

    /**
     * Uses a ticket up. The caller it gives carries the id of the credential the ticket was drawn with, so that the
     * connection ends with that. Empty when it was used, is too old, or never was. Blocks.
     */
    public Optional<Caller> redeem(String secret) {
        if (!Secrets.isShaped(secret)) {
            return Optional.empty();
        }
        Optional<Token> found = store.findByHash(Secrets.hash(secret))
                .filter(token -> token.caller().kind() == CredentialKind.WS_TICKET)
                .filter(token -> token.isValid(clock.instant()));
        if (found.isEmpty() || !store.delete(found.get().caller().tokenId())) {
            return Optional.empty();
        }
        Token ticket = found.get();
        if (revocations.isKnown(ticket.parent())) {
            return Optional.empty();
        }
        if (ticket.parent().startsWith(Caller.BASIC_PREFIX)) {
            Caller drawn = ticket.caller();
            return Optional.of(new Caller(
                    ticket.parent(), CredentialKind.BASIC, drawn.actor(), drawn.name(), drawn.account(), null));
        }
        return store.find(List.of(ticket.parent())).stream()
                .filter(parent -> parent.isValid(clock.instant()))
                .map(Token::caller)
                .findFirst();
    }

    public List<Token> list(CredentialKind kind) {
        return store.list(kind);
    }

    public List<Token> list(Collection<String> ids) {
        return store.find(ids);
    }

    /** Ids of an account's valid tokens of these kinds. */
    public List<String> idsOf(String account, Set<CredentialKind> kinds) {
        return store.idsOf(account, kinds);
    }

    /** As {@link #revoke}, and on the disk when it returns. */
    public void revokeDurably(Collection<String> ids) {
        revoke(ids);
        durability.flush();
    }

    /** Writes the revocation in the caller's transaction; call {@link Revocations#announce} after the commit. */
    public void revoke(Collection<String> ids) {
        store.revoke(ids, now());
    }

    /** As if the few seconds of remembering were over. */
    void forget() {
        byHash.invalidateAll();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
