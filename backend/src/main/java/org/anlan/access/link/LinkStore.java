package org.anlan.access.link;

import static org.anlan.access.guard.Columns.instant;
import static org.anlan.access.guard.Columns.join;
import static org.anlan.access.guard.Columns.split;
import static org.anlan.access.guard.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of device links. All calls block. */
public class LinkStore {

    private static final int LISTED = 500;

    private final JdbcClient jdbc;

    public LinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(DeviceLink link, String codeHash) {
        jdbc.sql("INSERT INTO device_link (id, code_hash, purpose, display_name, account, units, created_at,"
                        + " created_by, expires_at, renews, actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        link.id(),
                        codeHash,
                        link.purpose().word(),
                        link.displayName(),
                        link.account(),
                        join(link.units()),
                        utc(link.createdAt()),
                        link.createdBy(),
                        utc(link.expiresAt()),
                        link.renewal() == null ? null : link.renewal().link(),
                        link.renewal() == null ? null : link.renewal().actor()))
                .update();
    }

    Optional<DeviceLink> find(String id) {
        return jdbc.sql("SELECT * FROM device_link WHERE id = ?")
                .param(id)
                .query(LinkStore::link)
                .optional();
    }

    Optional<DeviceLink> findByCode(String codeHash) {
        return jdbc.sql("SELECT * FROM device_link WHERE code_hash = ?")
                .param(codeHash)
                .query(LinkStore::link)
                .optional();
    }

    /** The newest first. */
    List<DeviceLink> list() {
        return jdbc.sql("SELECT * FROM device_link ORDER BY created_at DESC, id FETCH FIRST " + LISTED + " ROWS ONLY")
                .query(LinkStore::link)
                .list();
    }

    /** Uses the code up. @return false when it was used, revoked or too old */
    boolean use(String id, Instant now, String device) {
        return jdbc.sql("UPDATE device_link SET joined_at = ?, device = ?"
                                + " WHERE id = ? AND joined_at IS NULL AND revoked_at IS NULL AND expires_at > ?")
                        .params(Arrays.asList(utc(now), device, id, utc(now)))
                        .update()
                == 1;
    }

    void setToken(String id, String token) {
        jdbc.sql("UPDATE device_link SET token = ? WHERE id = ?")
                .params(token, id)
                .update();
    }

    void revoke(String id, Instant now) {
        jdbc.sql("UPDATE device_link SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
                .params(utc(now), id)
                .update();
    }

    private static DeviceLink link(ResultSet row, int number) throws SQLException {
        return new DeviceLink(
                row.getString("id"),
                DeviceLink.Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                row.getString("display_name"),
                row.getString("account"),
                split(row.getString("units")),
                instant(row, "created_at"),
                row.getString("created_by"),
                instant(row, "expires_at"),
                instant(row, "joined_at"),
                row.getString("device"),
                row.getString("token"),
                instant(row, "revoked_at"),
                renewal(row.getString("renews"), row.getString("actor")));
    }

    private static DeviceLink.Renewal renewal(String link, String actor) {
        return link == null ? null : new DeviceLink.Renewal(link, actor);
    }
}
