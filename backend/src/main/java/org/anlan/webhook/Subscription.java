package org.anlan.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;

/**
 * A receiver and where it stands in the live log.
 *
 * @param collections that it is sent; empty = all its role may see
 * @param role what it may see
 * @param pause null while it is sent to
 */
record Subscription(
        String id,
        String title,
        URI url,
        Set<String> collections,
        Role role,
        Instant createdAt,
        String createdBy,
        Keys keys,
        Place place,
        Health health,
        Pause pause) {

    /**
     * @param seq the last change that was taken
     * @param passed looked at up to here, nothing was for this receiver since {@code seq}
     * @param batchEpoch epoch of the message that is being tried, or null when there is none
     * @param batchSeq where that message ends
     */
    record Place(String epoch, long seq, long passed, String batchEpoch, long batchSeq) {

        static Place at(String epoch, long seq) {
            return new Place(epoch, seq, seq, null, 0);
        }

        /** The number after which the log is read. */
        long since() {
            return Math.max(seq, passed);
        }

        boolean hasBatchIn(String now) {
            return now.equals(batchEpoch);
        }
    }

    /**
     * @param tries that failed since the last success
     * @param nextTryAt null = at once
     * @param status of the last failure, null when no answer came
     * @param reason of the last failure, see {@link Outcome}
     */
    record Health(
            int tries,
            Instant failingSince,
            Instant nextTryAt,
            Instant succeededAt,
            Instant failedAt,
            Integer status,
            String reason) {

        static final Health NEW = new Health(0, null, null, null, null, null, null);
    }

    enum Why {
        BY_HAND,
        /** The receiver answered 410. */
        GONE,
        /** Nothing was taken for {@link RetryRule#PATIENCE}. */
        FAILING;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Why of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    record Pause(Instant at, Why why) {}

    Subscription {
        collections = Set.copyOf(collections);
    }

    /** An audience: nobody's own things are in it. */
    Reader reader() {
        return new Reader(role, Set.of(), "");
    }

    boolean wants(String collection) {
        return collections.isEmpty() || collections.contains(collection);
    }

    boolean isDue(Instant now) {
        return pause == null
                && (health.nextTryAt() == null || !health.nextTryAt().isAfter(now));
    }

    /** Changes it was not sent yet, those it will not be sent included. */
    long waiting(String epoch, long head) {
        return place.epoch().equals(epoch) ? Math.max(0, head - place.since()) : head;
    }
}
