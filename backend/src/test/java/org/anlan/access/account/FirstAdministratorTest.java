package org.anlan.access.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.anlan.access.AccessSettings;
import org.anlan.access.token.Revocations;
import org.anlan.access.token.TokenStore;
import org.anlan.access.token.Tokens;
import org.anlan.picture.Durability;
import org.anlan.picture.Role;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ParameterizedClass
@EnumSource
class FirstAdministratorTest {

    private static final Pattern PASSWORD = Pattern.compile("(?:[a-z2-9]{4}-){3}[a-z2-9]{4}");

    @Parameter
    TestDatabase kind;

    final Passwords passwords = new Passwords();
    TestDatabase.Opened database;
    AccountStore store;
    Accounts accounts;

    @BeforeEach
    void open() {
        database = kind.open();
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        Clock clock = Clock.systemUTC();
        store = new AccountStore(jdbc);
        Durability durability = new Durability(database.dataSource());
        TokenStore tokenStore = new TokenStore(jdbc);
        Revocations revocations = new Revocations(tokenStore, clock);
        accounts = new Accounts(
                store,
                passwords,
                new Tokens(tokenStore, revocations, durability, clock),
                revocations,
                new JdbcAudit(jdbc, clock),
                new TransactionTemplate(new JdbcTransactionManager(database.dataSource())),
                durability,
                clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    String start(String configured) {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        AccessSettings settings = new AccessSettings("", configured, List.of());
        new FirstAdministrator(store, accounts, settings)
                .ensure(new PrintStream(terminal, true, StandardCharsets.UTF_8));
        return terminal.toString(StandardCharsets.UTF_8);
    }

    AccountStore.Credential admin() {
        return store.findByName("admin").orElseThrow();
    }

    @Test
    void the_first_start_shows_a_generated_password_and_later_ones_show_nothing() {
        Matcher shown = PASSWORD.matcher(start(""));
        assertThat(shown.find()).isTrue();
        assertThat(passwords.matches(shown.group(), admin().hash())).isTrue();
        assertThat(admin().account().role()).isEqualTo(Role.ADMINISTRATOR);
        assertThat(start("")).isEmpty();
    }

    @Test
    void a_configured_password_is_taken_and_not_shown_and_counts_only_at_the_first_start() {
        assertThat(start("chosen-by-operator")).isEmpty();
        assertThat(passwords.matches("chosen-by-operator", admin().hash())).isTrue();
        assertThat(start("chosen-by-another")).isEmpty();
        assertThat(passwords.matches("chosen-by-operator", admin().hash())).isTrue();
    }

    @Test
    void a_configured_password_that_is_too_short_stops_the_start_with_the_rule_and_not_the_password() {
        assertThatThrownBy(() -> start("tooshort"))
                .hasMessageContaining("ANLAN_ADMIN_PASSWORD", "10 to 128")
                .hasMessageNotContaining("tooshort");
        assertThat(store.isEmpty()).isTrue();
    }

    @Test
    void a_hash_is_argon2id_and_differs_each_time() {
        String hash = passwords.hash("the same password");
        assertThat(hash)
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .isNotEqualTo(passwords.hash("the same password"));
        assertThat(passwords.matches("the same password", null))
                .as("no such account")
                .isFalse();
    }
}
