package org.anlan.webhook;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.anlan.access.Audit;
import org.anlan.picture.Actor;
import org.anlan.picture.Durability;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.model.Checks;
import org.anlan.picture.model.Registry;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions of other systems, for administrators. */
@RestController
@RequestMapping("/api/webhooks")
class WebhookController {

    /** Each reads the log for itself. */
    private static final int MOST = 20;

    private static final int LONGEST_TITLE = 100;

    private final SubscriptionStore store;
    private final Deliveries deliveries;
    private final Targets targets;
    private final Spaces spaces;
    private final Registry registry;
    private final Durability durability;
    private final Audit audit;
    private final Clock clock = Clock.systemUTC();

    WebhookController(
            SubscriptionStore store,
            Deliveries deliveries,
            Targets targets,
            Spaces spaces,
            Registry registry,
            Durability durability,
            Audit audit) {
        this.store = store;
        this.deliveries = deliveries;
        this.targets = targets;
        this.spaces = spaces;
        this.registry = registry;
        this.durability = durability;
        this.audit = audit;
    }

    /**
     * @param collections missing or empty = all
     * @param role what the receiver may see; missing = viewer
     */
    record Input(String title, String url, List<String> collections, String role) {}

    /** @param secret shown this once */
    record NewSecret(String id, String secret, String epoch, long seq) {
        @Override
        public String toString() {
            return "NewSecret[" + id + "]";
        }
    }

    record WebhookList(List<WebhookView> webhooks) {}

    /** @param reason as in the list of failures, null when it was taken */
    record Tested(boolean delivered, Integer status, String reason) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    NewSecret create(@RequestBody Input body, Actor actor) {
        var url = targets.check(body.url());
        Checks checks = new Checks();
        String title = checks.requiredText("title", body.title(), LONGEST_TITLE);
        Role role = body.role() == null ? Role.VIEWER : role(checks, body.role());
        Set<String> collections = collections(checks, body.collections(), role);
        checks.done();
        if (store.list().size() >= MOST) {
            throw new PictureException(Problem.of(
                    409,
                    "webhooks-full",
                    "最多 " + MOST + " 个推送,请先删除一个",
                    "there are " + MOST + " webhooks already; remove one first"));
        }
        Space live = spaces.get(Spaces.LIVE);
        Subscription one = new Subscription(
                UUID.randomUUID().toString(),
                title,
                url,
                collections,
                role,
                now(),
                actor.name(),
                Keys.create(),
                Subscription.Place.at(live.epoch(), live.head().seq()),
                Subscription.Health.NEW,
                null);
        store.insert(one);
        durability.flush();
        record("webhook-created", actor, one);
        return new NewSecret(
                one.id(), one.keys().secret(), one.place().epoch(), one.place().seq());
    }

    private static Role role(Checks checks, String word) {
        try {
            return Role.of(word);
        } catch (IllegalArgumentException unknown) {
            checks.reject(
                    "role",
                    word,
                    "没有这个角色,可用:"
                            + String.join(
                                    "、",
                                    Role.ALL.stream().map(Role::word).sorted().toList()),
                    unknown.getMessage());
            return Role.VIEWER;
        }
    }

    private Set<String> collections(Checks checks, List<String> asked, Role role) {
        Set<String> chosen = new TreeSet<>();
        for (String name : asked == null ? List.<String>of() : asked) {
            boolean readable = name != null
                    && registry.findCollection(name)
                            .filter(type -> type.readers().contains(role))
                            .isPresent();
            if (readable) {
                chosen.add(name);
            } else {
                checks.reject(
                        "collections",
                        name,
                        "没有该角色可读的这个集合",
                        "there is no such collection that role " + role.word() + " may read");
            }
        }
        return chosen;
    }

    @GetMapping
    WebhookList list() {
        Space live = spaces.get(Spaces.LIVE);
        return new WebhookList(store.list().stream()
                .map(one -> WebhookView.of(one, live, targets.allows(one.url())))
                .toList());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, Actor actor) {
        Subscription one = get(id);
        store.remove(id);
        durability.flush();
        record("webhook-removed", actor, one);
    }

    @PostMapping("/{id}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(@PathVariable String id, Actor actor) {
        Subscription one = get(id);
        store.pause(id, now(), Subscription.Why.BY_HAND);
        record("webhook-paused", actor, one);
    }

    @PostMapping("/{id}/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@PathVariable String id, Actor actor) {
        Subscription one = get(id);
        store.resume(id);
        deliveries.wake();
        record("webhook-resumed", actor, one);
    }

    @PostMapping("/{id}/secret")
    NewSecret rotate(@PathVariable String id, Actor actor) {
        Subscription one = get(id);
        Keys keys = one.keys().rotate(now());
        store.rotate(id, keys);
        durability.flush();
        record("webhook-secret", actor, one);
        return new NewSecret(id, keys.secret(), one.place().epoch(), one.place().seq());
    }

    @PostMapping("/{id}/test")
    CompletableFuture<Tested> test(@PathVariable String id) {
        Subscription one = get(id);
        targets.check(one.url().toString());
        return deliveries
                .test(one)
                .thenApply(outcome -> new Tested(outcome.isTaken(), outcome.status(), outcome.reason()));
    }

    private Subscription get(String id) {
        return store.find(id)
                .orElseThrow(() -> new PictureException(Problem.of(
                        404, "no-webhook", "没有这个推送:" + Problem.shown(id), "there is no webhook " + Problem.shown(id))));
    }

    /** With the host alone: what else is in a URL may be a secret. */
    private void record(String event, Actor actor, Subscription one) {
        String detail = one.url().getHost() + " " + one.role().word();
        audit.record(new Audit.Entry(event, actor, one.title(), null, detail));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
