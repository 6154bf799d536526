package org.anlan.webhook;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.anlan.picture.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of subscriptions. What moves a place names the place it was moved from: of two nodes that believe to hold the
 * lease only one moves it, and never back. All calls block.
 */
class SubscriptionStore {

    private static final String HERE = " WHERE id = ? AND epoch = ? AND seq = ?";

    private final JdbcClient jdbc;

    SubscriptionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Subscription one) {
        jdbc.sql("INSERT INTO webhook (id, title, url, collections, role, created_at, created_by, secret, epoch, seq,"
                        + " passed, tries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)")
                .params(
                        one.id(),
                        one.title(),
                        one.url().toString(),
                        String.join(",", new TreeSet<>(one.collections())),
                        one.role().word(),
                        utc(one.createdAt()),
                        one.createdBy(),
                        one.keys().secret(),
                        one.place().epoch(),
                        one.place().seq(),
                        one.place().passed())
                .update();
    }

    List<Subscription> list() {
        return jdbc.sql("SELECT * FROM webhook ORDER BY created_at, id")
                .query(SubscriptionStore::row)
                .list();
    }

    Optional<Subscription> find(String id) {
        return jdbc.sql("SELECT * FROM webhook WHERE id = ?")
                .param(id)
                .query(SubscriptionStore::row)
                .optional();
    }

    void remove(String id) {
        jdbc.sql("DELETE FROM webhook WHERE id = ?").param(id).update();
    }

    void pause(String id, Instant now, Subscription.Why why) {
        jdbc.sql("UPDATE webhook SET paused_at = ?, paused_why = ? WHERE id = ? AND paused_at IS NULL")
                .params(utc(now), why.word(), id)
                .update();
    }

    /** Tries at once, with the whole patience before it. */
    void resume(String id) {
        jdbc.sql("UPDATE webhook SET paused_at = NULL, paused_why = NULL, tries = 0, failing_since = NULL,"
                        + " next_try_at = NULL WHERE id = ?")
                .param(id)
                .update();
    }

    void rotate(String id, Keys keys) {
        jdbc.sql("UPDATE webhook SET secret = ?, old_secret = ?, old_secret_until = ? WHERE id = ?")
                .params(keys.secret(), keys.old(), utc(keys.oldUntil()), id)
                .update();
    }

    /** From now on this message is tried, and no other until it is taken. False when somebody else moved the place. */
    boolean begin(Subscription one, Message message) {
        return jdbc.sql("UPDATE webhook SET batch_epoch = ?, batch_seq = ?" + HERE)
                        .params(
                                message.epoch(),
                                message.seq(),
                                one.id(),
                                one.place().epoch(),
                                one.place().seq())
                        .update()
                == 1;
    }

    /** Nothing up to here was for this receiver. */
    void passed(Subscription one, long to) {
        jdbc.sql("UPDATE webhook SET passed = ?" + HERE + " AND passed < ?")
                .params(to, one.id(), one.place().epoch(), one.place().seq(), to)
                .update();
    }

    void taken(Subscription one, Message message, Instant now) {
        jdbc.sql("UPDATE webhook SET epoch = ?, seq = ?, passed = ?, batch_epoch = NULL, batch_seq = NULL, tries = 0,"
                        + " failing_since = NULL, next_try_at = NULL, succeeded_at = ?" + HERE)
                .params(
                        message.epoch(),
                        message.seq(),
                        message.seq(),
                        utc(now),
                        one.id(),
                        one.place().epoch(),
                        one.place().seq())
                .update();
    }

    /** @param health after the failed try */
    void failed(Subscription one, Subscription.Health health) {
        jdbc.sql("UPDATE webhook SET tries = ?, failing_since = ?, next_try_at = ?, failed_at = ?, failed_status = ?,"
                        + " failed_reason = ?" + HERE)
                .params(Arrays.asList(
                        health.tries(),
                        utc(health.failingSince()),
                        utc(health.nextTryAt()),
                        utc(health.failedAt()),
                        health.status(),
                        health.reason(),
                        one.id(),
                        one.place().epoch(),
                        one.place().seq()))
                .update();
    }

    private static Subscription row(ResultSet row, int number) throws SQLException {
        Instant pausedAt = instant(row, "paused_at");
        Set<String> collections = Arrays.stream(row.getString("collections").split(","))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return new Subscription(
                row.getString("id"),
                row.getString("title"),
                URI.create(row.getString("url")),
                collections,
                Role.of(row.getString("role")),
                instant(row, "created_at"),
                row.getString("created_by"),
                new Keys(row.getString("secret"), row.getString("old_secret"), instant(row, "old_secret_until")),
                new Subscription.Place(
                        row.getString("epoch"),
                        row.getLong("seq"),
                        row.getLong("passed"),
                        row.getString("batch_epoch"),
                        row.getLong("batch_seq")),
                health(row),
                pausedAt == null
                        ? null
                        : new Subscription.Pause(pausedAt, Subscription.Why.of(row.getString("paused_why"))));
    }

    private static Subscription.Health health(ResultSet row) throws SQLException {
        return new Subscription.Health(
                row.getInt("tries"),
                instant(row, "failing_since"),
                instant(row, "next_try_at"),
                instant(row, "succeeded_at"),
                instant(row, "failed_at"),
                row.getObject("failed_status", Integer.class),
                row.getString("failed_reason"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
