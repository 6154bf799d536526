package org.anlan.access.token;

import static org.anlan.access.guard.Columns.instant;
import static org.anlan.access.guard.Columns.join;
import static org.anlan.access.guard.Columns.split;
import static org.anlan.access.guard.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.anlan.access.Caller;
import org.anlan.access.CredentialKind;
import org.anlan.picture.Actor;
import org.anlan.picture.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of tokens and revocations. All calls block. */
public class TokenStore {

    /** A token of a disabled account is as good as none; a session's rights are always its account's newest. */
    private static final String SELECT = """
            SELECT t.*, a.name AS account_name, a.display_name AS account_display, a.role AS account_role,
                a.units AS account_units, a.phone AS account_phone
            FROM token t LEFT JOIN account a ON a.id = t.account
            WHERE (t.account IS NULL OR a.enabled) AND
            """;

    private final JdbcClient jdbc;

    public TokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String id, String hash, NewToken token, Instant now, Instant expiresAt) {
        Actor actor = token.actor();
        jdbc.sql("INSERT INTO token (id, hash, kind, account, parent, actor, name, role, units, created_at, created_by,"
                        + " last_seen_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        id,
                        hash,
                        token.kind().word(),
                        token.account(),
                        token.parent(),
                        actor.id(),
                        actor.name(),
                        actor.role().word(),
                        join(actor.units()),
                        utc(now),
                        token.createdBy(),
                        utc(now),
                        utc(expiresAt)))
                .update();
    }

    Optional<Token> findByHash(String hash) {
        return jdbc.sql(SELECT + "t.hash = ?")
                .param(hash)
                .query(TokenStore::token)
                .optional();
    }

    List<Token> find(Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + "t.id IN (:ids)")
                        .param("ids", ids)
                        .query(TokenStore::token)
                        .list();
    }

    List<Token> list(CredentialKind kind) {
        return jdbc.sql(SELECT + "t.kind = ? AND t.revoked_at IS NULL ORDER BY t.created_at DESC, t.id")
                .param(kind.word())
                .query(TokenStore::token)
                .list();
    }

    /** Valid tokens of an account, of the given kinds. */
    List<String> idsOf(String account, Collection<CredentialKind> kinds) {
        return jdbc.sql("SELECT id FROM token WHERE account = :account AND revoked_at IS NULL AND kind IN (:kinds)")
                .param("account", account)
                .param("kinds", kinds.stream().map(CredentialKind::word).toList())
                .query(String.class)
                .list();
    }

    void revoke(Collection<String> ids, Instant now) {
        for (String id : ids) {
            jdbc.sql("UPDATE token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
                    .params(utc(now), id)
                    .update();
            jdbc.sql("INSERT INTO revocation (token, at) VALUES (?, CURRENT_TIMESTAMP)")
                    .param(id)
                    .update();
        }
    }

    /** By the database's clock: a node whose own is wrong must hear of them, too. */
    List<String> revokedLately() {
        return jdbc.sql("SELECT token FROM revocation WHERE at >= CURRENT_TIMESTAMP - INTERVAL '2' MINUTE ORDER BY at")
                .query(String.class)
                .list();
    }

    void touch(String id, Instant now, Instant expiresAt) {
        jdbc.sql("UPDATE token SET last_seen_at = ?, expires_at = ? WHERE id = ? AND revoked_at IS NULL")
                .params(utc(now), utc(expiresAt), id)
                .update();
    }

    void seen(String account, Instant now) {
        jdbc.sql("UPDATE account SET last_seen_at = ? WHERE id = ?")
                .params(utc(now), account)
                .update();
    }

    /** @return false when somebody else took it first */
    boolean delete(String id) {
        return jdbc.sql("DELETE FROM token WHERE id = ?").param(id).update() == 1;
    }

    List<String> expired(Instant from, Instant until) {
        return jdbc.sql("SELECT id FROM token WHERE expires_at > ? AND expires_at <= ? AND revoked_at IS NULL")
                .params(utc(from), utc(until))
                .query(String.class)
                .list();
    }

    void purge(Instant before, Instant ticketsBefore) {
        jdbc.sql("DELETE FROM token WHERE expires_at < ? OR revoked_at < ?")
                .params(utc(before), utc(before))
                .update();
        jdbc.sql("DELETE FROM token WHERE kind = ? AND expires_at < ?")
                .params(CredentialKind.WS_TICKET.word(), utc(ticketsBefore))
                .update();
        jdbc.sql("DELETE FROM revocation WHERE at < CURRENT_TIMESTAMP - INTERVAL '30' DAY")
                .update();
    }

    private static Token token(ResultSet row, int number) throws SQLException {
        return new Token(
                caller(row),
                row.getString("parent"),
                instant(row, "created_at"),
                row.getString("created_by"),
                instant(row, "last_seen_at"),
                instant(row, "revoked_at"));
    }

    private static Caller caller(ResultSet row) throws SQLException {
        CredentialKind kind = CredentialKind.of(row.getString("kind"));
        boolean person = kind == CredentialKind.SESSION;
        String name = row.getString(person ? "account_display" : "name");
        Actor actor = new Actor(
                row.getString("actor"),
                name,
                Role.of(row.getString(person ? "account_role" : "role")),
                split(row.getString(person ? "account_units" : "units")),
                row.getString("account_phone"));
        return new Caller(
                row.getString("id"),
                kind,
                actor,
                person ? row.getString("account_name") : name,
                row.getString("account"),
                instant(row, "expires_at"));
    }
}
