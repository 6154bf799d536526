package org.anlan.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.anlan.access.Caller;
import org.anlan.access.CredentialKind;
import org.anlan.access.guard.Secrets;
import org.anlan.picture.Actor;
import org.anlan.picture.Durability;
import org.anlan.picture.Role;
import org.anlan.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

@ParameterizedClass
@EnumSource
class TokensTest {

    private static final Actor PHONE = new Actor("device-1", "新镇镇 2 号手机", Role.FIELD, Set.of("410621100"));

    /** A clock that a test moves. */
    private static final class Hands extends Clock {
        Instant now = Instant.parse("2026-07-21T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Parameter
    TestDatabase kind;

    final Hands hands = new Hands();
    final AtomicBoolean away = new AtomicBoolean();
    final AtomicInteger askedInVain = new AtomicInteger();
    TestDatabase.Opened database;
    JdbcClient jdbc;
    Revocations revocations;
    Tokens tokens;

    @BeforeEach
    void open() {
        database = kind.open();
        DataSource source = new DelegatingDataSource(database.dataSource()) {
            @Override
            public Connection getConnection() throws java.sql.SQLException {
                if (away.get()) {
                    askedInVain.incrementAndGet();
                    throw new java.sql.SQLTransientConnectionException("the test has taken the database away");
                }
                return super.getConnection();
            }
        };
        jdbc = JdbcClient.create(source);
        node();
    }

    /** Forgets what was in memory, as another node or a restart. */
    void node() {
        TokenStore store = new TokenStore(jdbc);
        revocations = new Revocations(store, hands);
        tokens = new Tokens(store, revocations, new Durability(database.dataSource()), hands);
    }

    @AfterEach
    void close() {
        database.close();
    }

    Tokens.Issued issue(CredentialKind kind, Duration life) {
        return tokens.issueDurably(
                new NewToken(kind, null, null, PHONE, "duty", life == null ? null : hands.now.plus(life)));
    }

    @Test
    void a_token_is_found_by_its_secret_of_which_only_the_hash_is_kept() {
        Tokens.Issued issued = issue(CredentialKind.DEVICE, null);
        node();
        assertThat(tokens.find(issued.secret())).contains(issued.caller());
        assertThat(tokens.find(issued.secret()).orElseThrow().actor()).isEqualTo(PHONE);
        List<String> columns =
                jdbc.sql("SELECT hash FROM token").query(String.class).list();
        assertThat(columns)
                .hasSize(1)
                .allSatisfy(hash -> assertThat(hash).hasSize(64).doesNotContain(issued.secret()));
        assertThat(issued.toString()).doesNotContain(issued.secret());
    }

    @Test
    void a_device_lives_thirty_days_from_its_last_use() {
        String secret = issue(CredentialKind.DEVICE, null).secret();
        for (int week = 0; week < 8; week++) {
            hands.now = hands.now.plus(Duration.ofDays(7));
            node();
            assertThat(tokens.find(secret)).as("week " + week).isPresent();
        }
        hands.now = hands.now.plus(Duration.ofDays(31));
        node();
        assertThat(tokens.find(secret)).isEmpty();
    }

    @Test
    void a_session_ends_after_twelve_idle_hours_and_after_a_week_however_busy() {
        String idle = issue(CredentialKind.SESSION, null).secret();
        String busy = issue(CredentialKind.SESSION, null).secret();
        jdbc.sql("INSERT INTO account (id, name, display_name, role, units, password, enabled, version, created_at)"
                        + " VALUES ('a', 'a', 'a', 'viewer', '', '', TRUE, 1, CURRENT_TIMESTAMP)")
                .update();
        jdbc.sql("UPDATE token SET account = 'a'").update();
        Instant start = hands.now;
        while (Duration.between(start, hands.now).compareTo(Duration.ofDays(7).minusHours(1)) < 0) {
            node();
            assertThat(tokens.find(busy)).as(hands.now.toString()).isPresent();
            hands.now = hands.now.plus(Duration.ofHours(11));
        }
        node();
        assertThat(tokens.find(idle)).isEmpty();
        hands.now = start.plus(Duration.ofDays(7)).plusSeconds(1);
        node();
        assertThat(tokens.find(busy)).isEmpty();
    }

    @Test
    void a_remembered_token_ends_at_the_moment_it_expires() {
        String secret = issue(CredentialKind.PROGRAM, Duration.ofSeconds(3)).secret();
        assertThat(tokens.find(secret)).isPresent();
        assertThat(tokens.remembered(secret).orElseThrow()).isPresent();
        hands.now = hands.now.plusSeconds(3);
        assertThat(tokens.remembered(secret).orElseThrow()).isEmpty();
        assertThat(tokens.find(secret)).isEmpty();
    }

    @Test
    void a_revocation_is_announced_once_on_every_node_and_outlasts_what_is_remembered() {
        Tokens.Issued issued = issue(CredentialKind.DEVICE, null);
        tokens.find(issued.secret());
        Tokens there = tokens;
        Revocations thereAlso = revocations;
        List<String> heard = new ArrayList<>();
        thereAlso.listen(heard::addAll);
        node();
        String id = issued.caller().tokenId();
        tokens.revokeDurably(List.of(id));
        revocations.announce(List.of(id));
        assertThat(tokens.find(issued.secret())).isEmpty();
        thereAlso.poll();
        thereAlso.poll();
        assertThat(heard).containsExactly(id);
        assertThat(there.find(issued.secret())).isEmpty();
    }

    @Test
    void an_expired_token_is_announced_too() {
        String id =
                issue(CredentialKind.PROGRAM, Duration.ofMinutes(1)).caller().tokenId();
        Set<String> heard = new HashSet<>();
        revocations.listen(heard::addAll);
        revocations.poll();
        assertThat(heard).isEmpty();
        hands.now = hands.now.plusSeconds(61);
        revocations.poll();
        assertThat(heard).containsExactly(id);
    }

    @Test
    void a_ticket_is_used_up_by_one_and_dies_after_thirty_seconds() {
        Caller caller = issue(CredentialKind.DEVICE, null).caller();
        String first = tokens.ticket(caller).secret();
        assertThat(tokens.redeem(first)).contains(caller);
        assertThat(tokens.redeem(first)).isEmpty();
        String second = tokens.ticket(caller).secret();
        hands.now = hands.now.plusSeconds(30);
        assertThat(tokens.redeem(second)).isEmpty();
        assertThat(tokens.redeem("nonsense")).isEmpty();
    }

    @Test
    void who_was_known_stays_known_while_the_database_is_away_and_a_stranger_is_not_let_in() {
        Tokens.Issued known = issue(CredentialKind.VIEWER, null);
        Tokens.Issued stranger = issue(CredentialKind.VIEWER, null);
        tokens.find(known.secret());
        away.set(true);
        tokens.forget();
        assertThat(tokens.find(known.secret())).contains(known.caller());
        assertThatThrownBy(() -> tokens.find(stranger.secret())).isInstanceOf(DataAccessException.class);
        away.set(false);
        assertThat(tokens.find(stranger.secret())).contains(stranger.caller());
    }

    @Test
    void while_the_database_is_away_one_request_asks_it_and_the_others_do_not_wait() {
        List<Tokens.Issued> known = Stream.generate(() -> issue(CredentialKind.VIEWER, null))
                .limit(50)
                .toList();
        known.forEach(token -> tokens.find(token.secret()));
        away.set(true);
        tokens.forget();
        assertThat(tokens.remembered(known.get(0).secret())).isEmpty();
        tokens.find(known.get(0).secret());
        for (Tokens.Issued token : known) {
            assertThat(tokens.remembered(token.secret())).contains(Optional.of(token.caller()));
        }
        assertThat(askedInVain).hasValue(1);
        assertThat(tokens.remembered(Secrets.random())).isEmpty();
        away.set(false);
        tokens.find(issue(CredentialKind.VIEWER, null).secret());
        assertThat(tokens.remembered(known.get(1).secret())).isEmpty();
    }

    @Test
    void a_node_whose_clock_is_an_hour_ahead_hears_of_revocations_too() {
        String id = issue(CredentialKind.DEVICE, null).caller().tokenId();
        tokens.revokeDurably(List.of(id));
        hands.now = hands.now.plus(Duration.ofHours(1));
        node();
        List<String> heard = new ArrayList<>();
        revocations.listen(heard::addAll);
        revocations.poll();
        assertThat(heard).contains(id);
    }

    @Test
    void what_ended_long_ago_is_purged() {
        issue(CredentialKind.PROGRAM, Duration.ofDays(1));
        Tokens.Issued kept = issue(CredentialKind.PROGRAM, Duration.ofDays(100));
        tokens.ticket(kept.caller());
        hands.now = hands.now.plus(Duration.ofDays(32));
        revocations.purge();
        assertThat(jdbc.sql("SELECT id FROM token").query(String.class).list())
                .containsExactly(kept.caller().tokenId());
    }
}
