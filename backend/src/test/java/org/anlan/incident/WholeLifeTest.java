package org.anlan.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
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

/** A report and its incident over HTTP, as a phone, the desk and the wall go through it. */
@ParameterizedClass
@EnumSource
class WholeLifeTest {

    private static final String REPORTS = "/api/live/fieldreports";
    private static final String INCIDENTS = "/api/live/incidents";
    private static final String JPEG = "image/jpeg";

    @Parameter
    TestDatabase kind;

    TestServer server;
    HttpCaller admin;
    HttpCaller duty;
    HttpCaller phone;
    HttpCaller otherPhone;
    HttpCaller wall;
    double[] centre;

    @BeforeEach
    void start() {
        server = TestServer.start(kind);
        admin = server.admin();
        JsonNode account = ok(admin.post(
                        "/api/accounts",
                        Map.of("name", "duty1", "displayName", "值班员一", "role", "duty-officer", "units", List.of())))
                .json();
        duty = server.basic("duty1", account.get("generatedPassword").asString());
        phone = join("field", "1 号手机");
        otherPhone = join("field", "2 号手机");
        wall = join("viewer", "大屏");
        JsonNode seat = admin.get("/api/county").json().get("centre");
        centre = new double[] {seat.get(0).asDouble(), seat.get(1).asDouble()};
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpCaller join(String purpose, String name) {
        Reply link = ok(duty.post("/api/device-links", Map.of("purpose", purpose, "displayName", name)));
        Reply joined = ok(server.anonymous()
                .post(
                        "/api/device-links/join",
                        Map.of("code", link.json().get("code").asString(), "device", "a test")));
        return server.bearer(joined.json().get("token").asString());
    }

    private static Reply ok(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isBetween(200, 299);
        return reply;
    }

    private static JsonNode properties(Reply reply) {
        return ok(reply).json().get("properties");
    }

    private String report(HttpCaller who, Object... more) {
        var properties = new java.util.HashMap<String, Object>(Map.of(
                "kind", "danger",
                "danger", "piping",
                "severity", "major",
                "text", "堤脚管涌 <script>alert(1)</script> 请打 13800000000",
                "observedAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                "accuracyMetres", 12));
        for (int index = 0; index < more.length; index += 2) {
            properties.put((String) more[index], more[index + 1]);
        }
        Map<String, Object> body = Map.of(
                "type",
                "Feature",
                "geometry",
                Map.of("type", "Point", "coordinates", centre),
                "properties",
                properties);
        return ok(who.post(REPORTS, body)).json().get("id").asString();
    }

    @Test
    void a_report_is_seen_asked_back_accepted_and_its_incident_taken_to_its_end() {
        String report = report(phone);
        assertThat(phone.get(REPORTS + "/" + report)
                        .json()
                        .get("properties")
                        .get("villageName")
                        .asString())
                .as("found from the position")
                .isNotBlank();
        assertThat(otherPhone.get(REPORTS + "/" + report).status()).isEqualTo(404);
        JsonNode onTheWall = properties(wall.get(REPORTS + "/" + report));
        assertThat(onTheWall.toString()).doesNotContain("13800000000").contains("<script>");

        JsonNode seen = properties(duty.post(REPORTS + "/" + report + "/see", Map.of()));
        assertThat(seen.get("seenBy").asString()).isEqualTo("值班员一");
        JsonNode asked = properties(duty.post(REPORTS + "/" + report + "/ask", Map.of("text", "水浑不浑?")));
        String ask = asked.get("asks").get(0).get("id").asString();
        Map<String, Object> answer = Map.of("ask", ask, "text", "浑");
        assertThat(otherPhone.post(REPORTS + "/" + report + "/answer", answer).status())
                .isEqualTo(404);
        assertThat(properties(phone.post(REPORTS + "/" + report + "/answer", answer))
                        .get("asks")
                        .get(0)
                        .get("answer")
                        .asString())
                .isEqualTo("浑");

        JsonNode accepted = properties(duty.post(REPORTS + "/" + report + "/accept", Map.of("grade", "large")));
        String incident = accepted.get("incident").asString();
        assertThat(phone.post(REPORTS + "/" + report + "/withdraw", Map.of()).status())
                .as("too late")
                .isEqualTo(409);
        Reply tooEarly = duty.post(INCIDENTS + "/" + incident + "/close", Map.of("text", "完"));
        assertThat(tooEarly.status()).isEqualTo(409);
        assertThat(tooEarly.json().get("code").asString()).isEqualTo("transition");
        assertThat(tooEarly.json().get("allowed").toString()).isEqualTo("[\"verify\"]");
        assertThat(tooEarly.json().get("detail").asString()).contains("待核实");

        for (String step : List.of("verify", "respond", "control", "close")) {
            ok(duty.post(INCIDENTS + "/" + incident + "/" + step, Map.of("text", "因为 " + step)));
        }
        JsonNode closed = properties(duty.get(INCIDENTS + "/" + incident));
        assertThat(closed.get("state").asString()).isEqualTo("closed");
        assertThat(closed.get("closedAt").asString()).isNotBlank();
        assertThat(closed.get("number").asString()).matches("\\d{4}-0001");
        assertThat(closed.get("timeline")).hasSize(5);
        assertThat(closed.get("reports").get(0).asString()).isEqualTo(report);
        assertThat(duty.get(INCIDENTS + "/" + incident + "/history").json().get("versions"))
                .hasSize(5);
    }

    @Test
    void a_report_of_three_taps_has_neither_text_nor_photo_and_goes_the_whole_way() {
        Object[] taps = {"danger", "breach", "severity", "critical", "text", "", "photos", List.of()};
        String report = report(phone, taps);
        String similar = report(otherPhone, taps);
        assertThat(properties(wall.get(REPORTS + "/" + report)).get("text").asString())
                .isEmpty();
        JsonNode found = ok(duty.get(REPORTS + "/" + report + "/suggestions")).json();
        assertThat(found.at("/similarReports/0/report").asString()).isEqualTo(similar);
        assertThat(found.at("/similarReports/0/text").asString()).isEmpty();
        String incident = properties(duty.post(REPORTS + "/" + report + "/accept", Map.of()))
                .get("incident")
                .asString();
        assertThat(properties(wall.get(INCIDENTS + "/" + incident)).get("title").asString())
                .endsWith("决口");
    }

    @Test
    void the_desk_can_call_a_reporter_at_the_number_of_the_account() {
        JsonNode account = ok(admin.post(
                        "/api/accounts",
                        Map.of(
                                "name", "patrol1",
                                "displayName", "巡堤员一",
                                "role", "field",
                                "units", List.of(),
                                "phone", "13700000000")))
                .json();
        HttpCaller bySession =
                server.basic("patrol1", account.get("generatedPassword").asString());
        Reply link = ok(duty.post(
                "/api/device-links",
                Map.of(
                        "purpose", "field",
                        "displayName", "巡堤员一的手机",
                        "account", account.get("id").asString())));
        Reply joined = ok(server.anonymous()
                .post(
                        "/api/device-links/join",
                        Map.of("code", link.json().get("code").asString(), "device", "a test")));
        HttpCaller byDevice = server.bearer(joined.json().get("token").asString());
        for (HttpCaller who : List.of(bySession, byDevice)) {
            JsonNode reporter =
                    properties(duty.get(REPORTS + "/" + report(who))).get("reporter");
            assertThat(reporter.get("phone").asString()).isEqualTo("13700000000");
            assertThat(reporter.get("id").asString())
                    .isEqualTo(account.get("id").asString());
        }
    }

    @Test
    void a_call_becomes_an_incident_into_which_a_report_is_merged_as_suggested_and_taken_out_again() {
        Map<String, Object> call = Map.of(
                "kind", "danger",
                "danger", "piping",
                "severity", "major",
                "occurredAt", Instant.now().toString(),
                "caller", Map.of("name", "王五", "phone", "13911112222"),
                "text", "听说堤脚冒水");
        Reply opened = ok(duty.post(
                INCIDENTS,
                Map.of(
                        "type",
                        "Feature",
                        "geometry",
                        Map.of("type", "Point", "coordinates", centre),
                        "properties",
                        call)));
        String incident = opened.json().get("id").asString();
        assertThat(properties(wall.get(INCIDENTS + "/" + incident))
                        .get("caller")
                        .toString())
                .isEqualTo("{\"name\":\"王五\",\"phone\":null}");
        String report = report(phone);
        String similar = report(otherPhone);
        JsonNode found = ok(duty.get(REPORTS + "/" + report + "/suggestions")).json();
        JsonNode first = found.get("suggestions").get(0);
        assertThat(first.get("incident").asString()).isEqualTo(incident);
        assertThat(first.get("sameKind").asBoolean()).isTrue();
        assertThat(first.get("score").asInt()).isGreaterThanOrEqualTo(99);
        assertThat(found.get("similarReports").get(0).get("report").asString()).isEqualTo(similar);
        assertThat(phone.get(REPORTS + "/" + report + "/suggestions").status()).isEqualTo(403);
        ok(duty.post(REPORTS + "/" + report + "/merge", Map.of("incident", incident)));
        assertThat(properties(duty.get(INCIDENTS + "/" + incident)).get("reports"))
                .hasSize(1);
        ok(duty.post(REPORTS + "/" + report + "/unmerge", Map.of()));
        assertThat(properties(duty.get(INCIDENTS + "/" + incident)).get("reports"))
                .isEmpty();
    }

    private String team() {
        return duty.get("/api/live/teams?limit=1").json().at("/features/0/id").asString();
    }

    @Test
    void an_acceptance_by_mistake_is_undone_in_one_commit_and_the_incident_is_gone() {
        String report = report(phone);
        String incident = properties(ok(duty.post(REPORTS + "/" + report + "/accept", Map.of())))
                .get("incident")
                .asString();
        String status = "/api/live/teams/" + team() + "/report-status";
        ok(duty.post(status, Map.of("status", "moving", "incident", incident)));
        Reply held = duty.post(REPORTS + "/" + report + "/unaccept", Map.of());
        assertThat(held.status()).as("a team is on its way to it").isEqualTo(409);
        assertThat(held.json().get("code").asString()).isEqualTo("in-use");
        ok(duty.post(status, Map.of("status", "standby")));
        long before = duty.get("/api/live/picture").json().get("seq").asLong();
        Reply undone = ok(duty.post(REPORTS + "/" + report + "/unaccept", Map.of()));
        assertThat(properties(undone).get("state").asString()).isEqualTo("received");
        assertThat(duty.get(INCIDENTS + "/" + incident).status()).isEqualTo(404);
        JsonNode changes =
                ok(duty.get("/api/live/changes?since=" + before)).json().get("changes");
        assertThat(changes).hasSize(2);
        assertThat(changes.get(0).get("op").asString()).isEqualTo("remove");
        assertThat(changes.get(1).at("/feature/properties/incident").isNull()).isTrue();
        assertThat(ok(wall.get("/api/live/picture")).json().get("features").toString())
                .doesNotContain(incident);
    }

    @Test
    void photos_follow_a_report_whole_or_in_pieces_and_a_bad_one_says_why() throws IOException {
        byte[] image = jpeg();
        String report = report(
                phone,
                "photos",
                List.of(Map.of("size", image.length), Map.of("size", image.length), Map.of("size", 9)));
        String photos = REPORTS + "/" + report + "/photos/";
        Reply whole = phone.call("PUT", photos + 1, BodyPublishers.ofByteArray(image), JPEG);
        assertThat(whole.status()).as(whole.toString()).isEqualTo(201);
        assertThat(whole.json().get("width").asInt()).isEqualTo(320);

        int half = image.length / 2;
        Reply piece = put(photos + 2, image, 0, half);
        assertThat(piece.status()).as(piece.toString()).isEqualTo(202);
        assertThat(piece.json().get("received").asInt()).isEqualTo(half);
        JsonNode progress = phone.get(photos + "2/upload").json();
        assertThat(progress.get("received").asInt()).isEqualTo(half);
        assertThat(progress.get("total").asInt()).isEqualTo(image.length);
        assertThat(put(photos + 2, image, half, image.length).status()).isEqualTo(201);
        assertThat(put(photos + 2, image, half, image.length).status())
                .as("the same again")
                .isEqualTo(201);

        Reply refused = phone.call("PUT", photos + 3, BodyPublishers.ofString("not a photo at all"), JPEG);
        assertThat(refused.status()).isBetween(400, 499);
        JsonNode stored = properties(duty.get(REPORTS + "/" + report)).get("photos");
        assertThat(stored.get(0).get("state").asString()).isEqualTo("stored");
        assertThat(stored.get(0).get("hash").asString())
                .isEqualTo(whole.json().get("hash").asString())
                .isEqualTo(stored.get(1).get("hash").asString());
        assertThat(stored.get(2).get("state").asString()).isEqualTo("refused");
        assertThat(stored.get(2).get("problem").asString())
                .isEqualTo(refused.json().get("detail").asString());
        assertThat(wall.get("/files/" + whole.json().get("hash").asString() + "/thumbnail")
                        .status())
                .isEqualTo(200);
        assertThat(ok(phone.call("PUT", photos + 3, BodyPublishers.ofByteArray(image), JPEG))
                        .status())
                .as("a good one in its place")
                .isEqualTo(201);
    }

    @Test
    void nobody_but_the_reporter_sends_photos_and_only_announced_ones() throws IOException {
        byte[] image = jpeg();
        String report = report(phone, "photos", List.of(Map.of("size", image.length)));
        String photos = REPORTS + "/" + report + "/photos/";
        assertThat(otherPhone
                        .call("PUT", photos + 1, BodyPublishers.ofByteArray(image), JPEG)
                        .status())
                .isEqualTo(404);
        assertThat(duty.call("PUT", photos + 1, BodyPublishers.ofByteArray(image), JPEG)
                        .status())
                .isEqualTo(404);
        Reply second = phone.call("PUT", photos + 2, BodyPublishers.ofByteArray(image), JPEG);
        assertThat(second.status()).isEqualTo(422);
        assertThat(second.json().get("code").asString()).isEqualTo("photo");
        Reply forged = admin.post(REPORTS + "/" + report + "/photo", Map.of("n", 1, "hash", "0".repeat(64)));
        assertThat(forged.status()).as("an internal command").isEqualTo(404);
        assertThat(properties(duty.get(REPORTS + "/" + report))
                        .get("photos")
                        .get(0)
                        .get("state")
                        .asString())
                .isEqualTo("expected");
    }

    private Reply put(String path, byte[] all, int from, int to) {
        return phone.with("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + all.length)
                .call("PUT", path, BodyPublishers.ofByteArray(Arrays.copyOfRange(all, from, to)), JPEG);
    }

    private static byte[] jpeg() throws IOException {
        BufferedImage image = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(20210722);
        for (int x = 0; x < 320; x++) {
            for (int y = 0; y < 200; y++) {
                image.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        return bytes.toByteArray();
    }
}
