package org.anlan.webhook;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.anlan.picture.Role;
import org.anlan.picture.Space;

/**
 * A subscription as administrators see it, without its secret.
 *
 * @param allowed false when its host is no longer among those that may be sent to; it then waits
 * @param seq the last change that was taken
 * @param waiting changes behind the live space's newest, those that are not for it included
 * @param tries that failed since the last success
 * @param lastStatus of the last failure, null when no answer came
 * @param lastReason of the last failure: status, timeout, unknown-host, refused, tls, broken
 * @param pausedWhy by-hand, gone or failing; null while it is sent to
 */
record WebhookView(
        String id,
        String title,
        String url,
        Set<String> collections,
        Role role,
        Instant createdAt,
        String createdBy,
        boolean allowed,
        long seq,
        long waiting,
        int tries,
        Instant lastSuccessAt,
        Instant lastFailureAt,
        Integer lastStatus,
        String lastReason,
        Instant failingSince,
        Instant nextTryAt,
        Instant pausedAt,
        String pausedWhy) {

    static WebhookView of(Subscription one, Space live, boolean allowed) {
        Subscription.Health health = one.health();
        Subscription.Pause pause = one.pause();
        return new WebhookView(
                one.id(),
                one.title(),
                one.url().toString(),
                new TreeSet<>(one.collections()),
                one.role(),
                one.createdAt(),
                one.createdBy(),
                allowed,
                one.place().seq(),
                one.waiting(live.epoch(), live.head().seq()),
                health.tries(),
                health.succeededAt(),
                health.failedAt(),
                health.status(),
                health.reason(),
                health.failingSince(),
                health.nextTryAt(),
                pause == null ? null : pause.at(),
                pause == null ? null : pause.why().word());
    }
}
