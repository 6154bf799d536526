package org.anlan.access.account;

import static org.anlan.access.guard.Columns.instant;
import static org.anlan.access.guard.Columns.join;
import static org.anlan.access.guard.Columns.split;
import static org.anlan.access.guard.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.anlan.picture.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of accounts. All calls block. */
public class AccountStore {

    /** An account with the hash of its password. */
    public record Credential(Account account, String hash) {}

    private final JdbcClient jdbc;

    public AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Account> list() {
        return jdbc.sql("SELECT * FROM account ORDER BY name")
                .query(AccountStore::account)
                .list();
    }

    public Optional<Account> find(String id) {
        return jdbc.sql("SELECT * FROM account WHERE id = ?")
                .param(id)
                .query(AccountStore::account)
                .optional();
    }

    /** Takes the row, so that changes of one account follow one another. */
    public Optional<Account> lock(String id) {
        return jdbc.sql("SELECT * FROM account WHERE id = ? FOR UPDATE")
                .param(id)
                .query(AccountStore::account)
                .optional();
    }

    /** @param name in any case */
    public Optional<Credential> findByName(String name) {
        return jdbc.sql("SELECT * FROM account WHERE name = ?")
                .param(name.toLowerCase(Locale.ROOT))
                .query((row, number) -> new Credential(account(row, number), row.getString("password")))
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the name is taken */
    public void insert(Account account, String hash) {
        jdbc.sql("INSERT INTO account (id, name, display_name, role, units, phone, password, enabled, version,"
                        + " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        account.id(),
                        account.name(),
                        account.displayName(),
                        account.role().word(),
                        join(account.units()),
                        account.phone(),
                        hash,
                        account.enabled(),
                        account.version(),
                        utc(account.createdAt())))
                .update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the name is taken */
    public void update(Account account) {
        jdbc.sql("UPDATE account SET name = ?, display_name = ?, role = ?, units = ?, phone = ?, enabled = ?,"
                        + " version = ? WHERE id = ?")
                .params(Arrays.asList(
                        account.name(),
                        account.displayName(),
                        account.role().word(),
                        join(account.units()),
                        account.phone(),
                        account.enabled(),
                        account.version(),
                        account.id()))
                .update();
    }

    public void updatePassword(String id, String hash) {
        jdbc.sql("UPDATE account SET password = ?, version = version + 1 WHERE id = ?")
                .params(hash, id)
                .update();
    }

    /** Takes the rows of all administrators, so that two changes at once cannot remove the last one. */
    public long lockEnabledAdministrators() {
        return jdbc.sql("SELECT id FROM account WHERE role = ? AND enabled ORDER BY id FOR UPDATE")
                .param(Role.ADMINISTRATOR.word())
                .query(String.class)
                .list()
                .size();
    }

    public boolean isEmpty() {
        return jdbc.sql("SELECT count(*) FROM account").query(Long.class).single() == 0;
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getString("id"),
                row.getString("name"),
                row.getString("display_name"),
                Role.of(row.getString("role")),
                split(row.getString("units")),
                row.getString("phone"),
                row.getBoolean("enabled"),
                row.getLong("version"),
                instant(row, "created_at"),
                instant(row, "last_seen_at"));
    }
}
