package org.anlan.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.anlan.picture.Spaces;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Readings over HTTP on the whole server. */
@ParameterizedClass
@EnumSource
class ReadingsTest {

    private static final String QIMEN = "31003700";
    private static final String LIUZHUANG = "31006410";

    @Parameter
    TestDatabase kind;

    TestServer server;
    HttpCaller admin;
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void open() {
        server = TestServer.start(kind);
        admin = server.admin();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Map<String, Object> row(String gauge, Instant time, double stage) {
        return Map.of("gauge", gauge, "time", time.toString(), "stageMetres", stage, "source", "telemetry");
    }

    private Reply post(List<Map<String, Object>> rows) {
        return admin.post("/api/live/readings", Map.of("readings", rows));
    }

    private JsonNode gauge() {
        return admin.get("/api/live/gauges/" + QIMEN).json();
    }

    @Test
    void the_county_s_stations_are_there_without_a_state_nobody_measured() {
        assertThat(admin.get("/api/live/gauges").json().get("numberMatched").asInt())
                .isEqualTo(9);
        assertThat(gauge().at("/properties/state").asString()).isEqualTo("missing");
        assertThat(gauge().at("/properties/warningStageMetres").asDouble()).isEqualTo(64.1);
    }

    @Test
    void a_reading_moves_state_and_trend_once_and_is_told_as_the_newest() {
        post(List.of(row(QIMEN, now.minus(Duration.ofMinutes(60)), 64.0)));
        assertThat(gauge().at("/properties/state").asString()).isEqualTo("normal");
        Reply reply = post(List.of(row(QIMEN, now, 64.3)));
        assertThat(reply.json().get("accepted").asInt()).isEqualTo(1);
        assertThat(gauge().at("/properties/state").asString()).isEqualTo("above-warning");
        assertThat(gauge().at("/properties/trend").asString()).isEqualTo("rising");
        long version = gauge().get("version").asLong();
        JsonNode latest = admin.get("/api/live/latest").json().at("/latest/readings/0");
        assertThat(latest.toString())
                .isEqualTo("[\"31003700\",64.3,null,\"frozen\",64.3,\"good\",[],\"telemetry\",\"" + now + "\"]");
        assertThat(post(List.of(row(QIMEN, now, 64.3))).json().get("repeated").asInt())
                .isEqualTo(1);
        post(List.of(row(QIMEN, now.plusSeconds(60), 64.32)));
        assertThat(gauge().get("version").asLong())
                .as("nothing but the value changed")
                .isEqualTo(version);
    }

    private Reply define(Map<String, Object> definition) {
        return admin.post("/api/live/gauges/" + QIMEN + "/define", definition);
    }

    @Test
    void another_definition_is_judged_by_the_readings_that_are_there() {
        post(List.of(row(QIMEN, now.minus(Duration.ofHours(3)), 64.3)));
        assertThat(gauge().at("/properties/state").asString()).isEqualTo("missing");
        assertThat(define(Map.of("intervalMinutes", 120)).status()).isEqualTo(200);
        awaitState("above-warning");
        assertThat(define(Map.of("warningStageMetres", 64.5)).status()).isEqualTo(200);
        awaitState("normal");
        define(Map.of("cleared", List.of("warningStageMetres", "guaranteeStageMetres")));
        awaitState("no-thresholds");
    }

    @Test
    void a_removed_station_takes_no_reading_and_has_its_series_again_when_it_comes_back() {
        JsonNode before = gauge();
        post(List.of(row(QIMEN, now, 64.3)));
        assertThat(admin.delete("/api/live/gauges/" + QIMEN).status()).isEqualTo(200);
        assertThat(post(List.of(row(QIMEN, now.plusSeconds(60), 64.3))).status())
                .isEqualTo(422);
        Map<String, Object> definition = Map.of("code", QIMEN, "name", "淇门", "warningStageMetres", 64.1);
        admin.post(
                "/api/live/gauges",
                Map.of("type", "Feature", "geometry", before.get("geometry"), "properties", definition));
        assertThat(admin.get("/api/live/gauges/" + QIMEN + "/readings")
                        .json()
                        .get("total")
                        .asInt())
                .isEqualTo(1);
        awaitState("datum-unknown");
    }

    private void awaitState(String state) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gauge().at("/properties/state").asString().equals(state));
    }

    @Test
    void an_old_reading_enters_the_series_and_raises_nothing() {
        post(List.of(row(QIMEN, now.minusSeconds(60), 60.0)));
        Reply reply = post(List.of(row(QIMEN, now.minus(Duration.ofDays(900)), 67.5)));
        assertThat(reply.json().get("accepted").asInt()).isEqualTo(1);
        assertThat(gauge().at("/properties/state").asString()).isEqualTo("normal");
        assertThat(admin.get("/api/live/latest")
                        .json()
                        .at("/latest/readings/0/1")
                        .asDouble())
                .isEqualTo(60.0);
        JsonNode series = admin.get("/api/live/gauges/" + QIMEN + "/readings?from=" + now.minus(Duration.ofDays(901))
                        + "&to=" + now)
                .json();
        assertThat(series.get("total").asInt()).isEqualTo(2);
        assertThat(series.at("/readings/0/stageMetres").asDouble()).isEqualTo(67.5);
    }

    @Test
    void bad_rows_are_refused_with_their_reason_and_the_good_ones_kept() {
        List<Map<String, Object>> rows = new ArrayList<>(List.of(
                row(QIMEN, now, 62),
                row("99999999", now, 62),
                row(QIMEN, now.plus(Duration.ofHours(1)), 62),
                row(QIMEN, now.minusSeconds(1), 640),
                Map.of("gauge", QIMEN, "time", now.minusSeconds(2).toString(), "source", "x"),
                Map.of(
                        "gauge",
                        QIMEN,
                        "time",
                        now.minusSeconds(3).toString(),
                        "source",
                        "x",
                        "stageMetres",
                        62,
                        "datum",
                        "1956"),
                row(QIMEN, now, 63)));
        Reply reply = post(rows);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("accepted").asInt()).isEqualTo(1);
        List<String> refused = new ArrayList<>();
        reply.json()
                .get("refused")
                .forEach(row -> refused.add(
                        row.get("row").asInt() + " " + row.at("/errors/0/field").asString()));
        assertThat(refused)
                .containsExactly("2 gauge", "3 time", "4 stageMetres", "5 stageMetres", "6 datum", "7 stageMetres");
    }

    @Test
    void ten_thousand_at_once_are_stored_and_counted() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int index = 0; index < 10_000; index++) {
            rows.add(row(QIMEN, now.minus(Duration.ofMinutes(index)), 62 + Math.sin(index / 500.0)));
        }
        assertThat(post(rows).json().get("accepted").asInt()).isEqualTo(10_000);
        assertThat(post(rows).json().get("repeated").asInt()).isEqualTo(10_000);
        JsonNode series = admin.get(
                        "/api/live/gauges/" + QIMEN + "/readings?points=400&from=" + now.minus(Duration.ofDays(30)))
                .json();
        assertThat(series.get("total").asInt()).isEqualTo(10_000);
        assertThat(series.get("sampled").asBoolean()).isTrue();
        assertThat(series.get("readings").size()).isBetween(100, 400);
    }

    @Test
    void a_reading_sent_again_with_more_digits_of_its_second_is_the_same() {
        post(List.of(row(QIMEN, now.plusNanos(123_000_000), 64.0)));
        JsonNode receipt =
                post(List.of(row(QIMEN, now.plusNanos(123_987_654), 64.0))).json();
        assertThat(receipt.get("accepted").asInt()).isZero();
        assertThat(receipt.get("repeated").asInt()).isEqualTo(1);
    }

    @Test
    void a_spike_is_marked_when_the_next_reading_shows_it_and_the_state_falls_back() {
        post(List.of(row(QIMEN, now.minus(Duration.ofHours(2)), 63.2)));
        post(List.of(row(QIMEN, now.minus(Duration.ofHours(1)), 64.2)));
        assertThat(gauge().at("/properties/state").asString()).isEqualTo("above-warning");
        post(List.of(row(QIMEN, now, 63.25)));
        assertThat(gauge().at("/properties/state").asString()).isEqualTo("normal");
        JsonNode middle =
                admin.get("/api/live/gauges/" + QIMEN + "/readings").json().at("/readings/1");
        assertThat(middle.get("quality").asString()).isEqualTo("suspect");
        assertThat(middle.at("/flags/0").asString()).isEqualTo("spike");
    }

    @Test
    void a_rise_that_no_station_nearby_shares_is_suspect_until_one_reports_it_too() {
        Instant before = now.minus(Duration.ofHours(4));
        post(List.of(row(QIMEN, before, 62), row(LIUZHUANG, before, 62.5), row(LIUZHUANG, now, 62.52)));
        post(List.of(row(QIMEN, now, 64.3)));
        assertThat(gauge().at("/properties/quality").asString()).isEqualTo("suspect");
        assertThat(gauge().at("/properties/flags/0").asString()).isEqualTo("neighbours");
        assertThat(gauge().at("/properties/state").asString()).isEqualTo("above-warning");
        assertThat(newest(QIMEN).get(5).asString()).isEqualTo("suspect");
        post(List.of(row(LIUZHUANG, now.minus(Duration.ofMinutes(30)), 62.7)));
        assertThat(gauge().at("/properties/quality").asString()).isEqualTo("good");
        assertThat(newest(QIMEN).get(5).asString()).isEqualTo("good");
    }

    private JsonNode newest(String station) {
        for (JsonNode value : admin.get("/api/live/latest").json().at("/latest/readings")) {
            if (value.get(0).asString().equals(station)) {
                return value;
            }
        }
        throw new AssertionError("no reading of " + station);
    }

    @Test
    void the_picture_of_a_past_time_holds_the_values_of_then() {
        post(List.of(row(QIMEN, now.minus(Duration.ofHours(3)), 61), row(QIMEN, now, 62)));
        String then = now.minus(Duration.ofHours(2)).toString();
        assertThat(admin.get("/api/live/latest?at=" + then)
                        .json()
                        .at("/latest/readings/0/1")
                        .asDouble())
                .isEqualTo(61);
    }

    @Test
    void after_a_restart_of_the_streams_everything_is_as_it_was() {
        post(List.of(row(QIMEN, now, 66.5)));
        assertThat(server.bean(Spaces.class)
                        .get(Spaces.LIVE)
                        .picture()
                        .get(Gauges.TYPE, QIMEN)
                        .properties()
                        .state())
                .isEqualTo(Gauge.State.ABOVE_GUARANTEE);
    }

    @Test
    void a_manual_reading_keeps_the_photo_of_who_typed_it() throws IOException {
        Map<String, Object> typed =
                Map.of("gauge", QIMEN, "time", now.toString(), "stageMetres", 64.2, "source", "manual");
        String path = "/api/live/gauges/" + QIMEN + "/readings/" + now + "/photo";
        assertThat(photo(path).status()).as("no reading yet").isEqualTo(404);
        assertThat(post(List.of(typed)).status()).isEqualTo(200);
        assertThat(admin.call("PUT", path, BodyPublishers.ofString("no picture"), "audio/mpeg")
                        .status())
                .isEqualTo(415);
        Reply kept = photo(path);
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        String hash = kept.json().get("hash").asString();
        JsonNode shown = admin.get("/api/live/gauges/" + QIMEN + "/readings").json();
        assertThat(shown.at("/readings/0/photo").asString()).isEqualTo(hash);
        assertThat(admin.get("/files/" + hash).status()).isEqualTo(200);
        assertThat(photo(path).status()).as("the same again").isEqualTo(201);
        assertThat(photo(path.replace(now.toString(), "yesterday")).status()).isEqualTo(422);
    }

    private Reply photo(String path) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
        return admin.call("PUT", path, BodyPublishers.ofByteArray(bytes.toByteArray()), "image/jpeg");
    }

    private static Map<String, Object> told(Instant time, double stage, String source) {
        return Map.of("gauge", QIMEN, "time", time.toString(), "stageMetres", stage, "source", source);
    }

    @Test
    void a_correction_changes_the_state_the_value_the_past_and_the_line_and_hides_nothing() {
        Instant earlier = now.minus(Duration.ofMinutes(30));
        post(List.of(told(earlier, 64.9, "manual")));
        assertThat(gauge().at("/properties/state").asString()).isEqualTo("above-warning");
        assertThat(post(List.of(told(earlier, 63.9, "manual"))).status()).isEqualTo(422);
        post(List.of(told(earlier, 63.9, "correction")));
        assertThat(gauge().at("/properties/state").asString()).isEqualTo("normal");
        assertThat(newest(QIMEN).get(1).asDouble()).isEqualTo(63.9);
        post(List.of(told(now, 63.95, "manual")));
        JsonNode then = admin.get("/api/live/latest?at=" + now.minusSeconds(60)).json();
        assertThat(then.at("/latest/readings/0/1").asDouble()).isEqualTo(63.9);
        JsonNode series = admin.get("/api/live/gauges/" + QIMEN + "/readings").json();
        assertThat(series.get("total").asInt()).isEqualTo(3);
        assertThat(series.at("/readings/0/stageMetres").asDouble()).isEqualTo(64.9);
        assertThat(series.at("/readings/0/quality").asString()).isEqualTo("superseded");
        assertThat(series.at("/readings/1/stageMetres").asDouble()).isEqualTo(63.9);
        assertThat(series.at("/readings/1/quality").asString()).isEqualTo("good");
    }

    @Test
    void a_value_that_was_corrected_is_no_peak_of_a_thinned_line() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int index = 0; index < 50; index++) {
            rows.add(told(now.minus(Duration.ofMinutes(index)), 63 + index / 1000.0, "telemetry"));
        }
        rows.add(told(now.minusSeconds(630), 64.5, "manual"));
        post(rows);
        post(List.of(told(now.minusSeconds(630), 63.01, "correction")));
        JsonNode series =
                admin.get("/api/live/gauges/" + QIMEN + "/readings?points=10").json();
        assertThat(series.get("sampled").asBoolean()).isTrue();
        assertThat(series.get("readings"))
                .noneMatch(reading -> reading.get("stageMetres").asDouble() == 64.5);
    }

    @Test
    void what_was_corrected_is_not_shown_again_when_its_flags_change() {
        post(List.of(told(now, 64.9, "manual")));
        post(List.of(told(now, 63.9, "correction")));
        post(List.of(told(now.minus(Duration.ofHours(1)), 62.9, "manual")));
        JsonNode series = admin.get("/api/live/gauges/" + QIMEN + "/readings").json();
        assertThat(series.at("/readings/1/flags/0").asString())
                .as("64.9 is two metres more than an hour before")
                .isEqualTo("rate");
        assertThat(newest(QIMEN).get(1).asDouble()).isEqualTo(63.9);
        assertThat(gauge().at("/properties/state").asString()).isEqualTo("normal");
    }

    @Test
    void what_no_station_nearby_shares_stays_suspect_when_the_next_days_report() {
        Instant then = now.minus(Duration.ofHours(51));
        for (int hours = 0; hours < 51; hours += 5) {
            post(List.of(row(LIUZHUANG, then.plus(Duration.ofHours(hours)), 62.5)));
        }
        post(List.of(row(QIMEN, then, 62), row(QIMEN, then.plus(Duration.ofHours(4)), 64.3)));
        post(List.of(row(QIMEN, now, 64.3), row(LIUZHUANG, now, 62.5)));
        JsonNode series = admin.get("/api/live/gauges/" + QIMEN + "/readings").json();
        assertThat(series.at("/readings/1/flags/0").asString()).isEqualTo("neighbours");
    }
}
