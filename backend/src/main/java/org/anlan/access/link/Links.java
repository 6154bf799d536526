package org.anlan.access.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.anlan.access.Audit;
import org.anlan.access.Caller;
import org.anlan.access.guard.Secrets;
import org.anlan.access.guard.Throttle;
import org.anlan.access.token.NewToken;
import org.anlan.access.token.Revocations;
import org.anlan.access.token.Token;
import org.anlan.access.token.Tokens;
import org.anlan.picture.Actor;
import org.anlan.picture.Durability;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.springframework.transaction.support.TransactionOperations;

/** Makes, exchanges and revokes device links. All calls block. */
public class Links {

    /** A link just made: the only moment at which its code is known. */
    public record Created(DeviceLink link, String code, String url, String qrSvg) {

        @Override
        public String toString() {
            return "Created[" + link.id() + "]";
        }
    }

    /** A link with the token it was exchanged for; the token is null when there is none or it has ended. */
    public record Listed(DeviceLink link, DeviceLink.State state, Token token) {}

    private static final int LONGEST_DEVICE = 200;

    private final LinkStore store;
    private final LinkRules rules;
    private final Tokens tokens;
    private final Revocations revocations;
    private final Throttle throttle;
    private final Audit audit;
    private final TransactionOperations transaction;
    private final Durability durability;
    private final Clock clock;

    public Links(
            LinkStore store,
            LinkRules rules,
            Tokens tokens,
            Revocations revocations,
            Throttle throttle,
            Audit audit,
            TransactionOperations transaction,
            Durability durability,
            Clock clock) {
        this.store = store;
        this.rules = rules;
        this.tokens = tokens;
        this.revocations = revocations;
        this.throttle = throttle;
        this.audit = audit;
        this.transaction = transaction;
        this.durability = durability;
        this.clock = clock;
    }

    /** @param origin scheme, host and port under which the device will reach this server */
    public Created create(LinkRules.Input input, Caller by, String origin, String address) {
        DeviceLink renewed =
                input.renews() == null ? null : store.find(input.renews()).orElse(null);
        LinkRules.Checked checked = rules.check(input, renewed, by);
        Instant now = now();
        DeviceLink link = new DeviceLink(
                UUID.randomUUID().toString(),
                checked.purpose(),
                checked.displayName(),
                checked.account(),
                checked.units(),
                now,
                by.actor().name(),
                now.plus(Duration.ofMinutes(checked.minutes())),
                null,
                null,
                null,
                null,
                renewed == null ? null : new DeviceLink.Renewal(renewed.id(), renewed.actorId()));
        String code = Secrets.random();
        transaction.executeWithoutResult(status -> {
            store.insert(link, Secrets.hash(code));
            String purpose = link.purpose().word();
            audit.record(new Audit.Entry("link-created", by.actor(), link.displayName(), address, purpose));
        });
        durability.flush();
        String url = origin + link.purpose().page() + "#join=" + code;
        return new Created(link, code, url, QrSvg.of(url));
    }

    /**
     * Exchanges a code for the device's token.
     *
     * @param device how the device describes itself, or null
     * @throws PictureException 410 link-used, link-expired, link-revoked; 404 link-unknown; 429 too-many-attempts
     */
    public Tokens.Issued join(String code, String device, String address) {
        Throttle.Attempt attempt = throttle.attempt(null, address);
        Optional<DeviceLink> found = Secrets.isShaped(code) ? store.findByCode(Secrets.hash(code)) : Optional.empty();
        if (found.isEmpty()) {
            audit.record(new Audit.Entry("refused", null, "(unknown link)", address, null));
            throw new PictureException(
                    Problem.of(404, "link-unknown", "没有这个链接,请重新扫码", "there is no such link; scan the code again"));
        }
        attempt.succeeded();
        String said = device == null ? "" : device.strip();
        String shown = said.substring(0, Math.min(said.length(), LONGEST_DEVICE));
        List<String> ended = new ArrayList<>();
        Tokens.Issued issued = transaction.execute(status -> {
            Tokens.Issued fresh = exchange(found.get(), shown, address);
            if (found.get().renewal() != null) {
                ended.addAll(end(found.get().renewal().link()));
            }
            return fresh;
        });
        durability.flush();
        revocations.announce(ended);
        return issued;
    }

    private Tokens.Issued exchange(DeviceLink link, String device, String address) {
        if (!store.use(link.id(), now(), device.isEmpty() ? null : device)) {
            throw new PictureException(refusal(store.find(link.id()).orElse(link)));
        }
        Actor actor =
                new Actor(link.actorId(), link.displayName(), link.purpose().role(), link.units());
        Tokens.Issued issued =
                tokens.issue(new NewToken(link.purpose().kind(), link.account(), null, actor, link.createdBy(), null));
        store.setToken(link.id(), issued.caller().tokenId());
        audit.record(new Audit.Entry("joined", actor, link.displayName(), address, device));
        return issued;
    }

    private static Problem refusal(DeviceLink link) {
        if (link.revokedAt() != null) {
            return Problem.of(410, "link-revoked", "链接已撤销", "this link was revoked");
        }
        return link.joinedAt() == null
                ? Problem.of(410, "link-expired", "链接已过期,请让值班员重新生成", "this link has expired; ask for a new one")
                : Problem.of(410, "link-used", "链接已被使用,请让值班员重新生成", "this link was used already; ask for a new one");
    }

    /** Those of the newest 500 that reach no farther than who asks, the newest first. */
    public List<Listed> list(Actor by) {
        List<DeviceLink> links = store.list().stream()
                .filter(link -> LinkRules.isWithin(link.units(), by))
                .toList();
        Map<String, Token> byId =
                tokens
                        .list(links.stream()
                                .map(DeviceLink::token)
                                .filter(Objects::nonNull)
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(token -> token.caller().tokenId(), Function.identity()));
        Instant now = clock.instant();
        List<Listed> listed = new ArrayList<>();
        for (DeviceLink link : links) {
            Token token = link.token() == null ? null : byId.get(link.token());
            boolean lives = token != null && token.isValid(now);
            listed.add(new Listed(link, link.state(now, lives), lives ? token : null));
        }
        return listed;
    }

    /** Ends the link and the device it made. @throws PictureException 404, also when it reaches farther than {@code by} */
    public void revoke(String id, Actor by, String address) {
        DeviceLink link = store.find(id)
                .filter(found -> LinkRules.isWithin(found.units(), by))
                .orElseThrow(() ->
                        new PictureException(Problem.of(404, "no-link", "没有这个链接:" + id, "there is no link " + id)));
        List<String> ended = transaction.execute(status -> {
            List<String> ids = end(id);
            audit.record(new Audit.Entry("link-revoked", by, link.displayName(), address, null));
            return ids;
        });
        durability.flush();
        revocations.announce(ended);
    }

    /** In the caller's transaction. @return ids of the tokens that end with it, to be announced after the commit */
    private List<String> end(String id) {
        store.revoke(id, now());
        // read after the row was taken: the code may have been exchanged meanwhile
        String token = store.find(id).map(DeviceLink::token).orElse(null);
        List<String> ids = token == null ? List.of() : List.of(token);
        tokens.revoke(ids);
        return ids;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
