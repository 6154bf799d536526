package org.anlan.access.account;

import static org.anlan.access.guard.Columns.utc;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.anlan.access.Audit;
import org.anlan.access.guard.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The audit in its own table; nothing in it is ever changed. */
public class JdbcAudit implements Audit {

    /** One line as it is shown; members may be null. */
    public record Line(
            Instant at, String event, String actor, String actorName, String target, String address, String detail) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    public JdbcAudit(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void record(Entry entry) {
        jdbc.sql("INSERT INTO access_audit (id, at, event, actor, actor_name, target, address, detail)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        UUID.randomUUID().toString(),
                        utc(clock.instant().truncatedTo(ChronoUnit.MILLIS)),
                        entry.event(),
                        entry.actor() == null ? null : entry.actor().id(),
                        entry.actor() == null ? null : cut(entry.actor().name(), 64),
                        cut(entry.target(), 200),
                        cut(entry.address(), 64),
                        cut(entry.detail(), 500)))
                .update();
    }

    /** Newest first. */
    public List<Line> list(int limit) {
        return jdbc.sql("SELECT * FROM access_audit ORDER BY at DESC, id FETCH FIRST " + limit + " ROWS ONLY")
                .query((row, number) -> new Line(
                        Columns.instant(row, "at"),
                        row.getString("event"),
                        row.getString("actor"),
                        row.getString("actor_name"),
                        row.getString("target"),
                        row.getString("address"),
                        row.getString("detail")))
                .list();
    }

    private static String cut(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
