package org.anlan.fieldreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.anlan.files.UploadRequest;
import org.anlan.files.Uploads;
import org.anlan.picture.Role;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource
class PhotoTest {

    @Parameter
    TestDatabase kind;

    private static final java.util.Map<TestDatabase, TestServer> SERVERS = new java.util.EnumMap<>(TestDatabase.class);

    @BeforeAll
    static void start() {
        for (TestDatabase each : TestDatabase.values()) {
            SERVERS.put(each, TestServer.start(each));
        }
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(TestServer::close);
        SERVERS.clear();
    }

    private HttpCaller admin() {
        return SERVERS.get(kind).admin();
    }

    private static byte[] jpeg() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
        return bytes.toByteArray();
    }

    private String report(Object... photos) {
        return report(admin(), UUID.randomUUID().toString(), Instant.now(), photos);
    }

    private static String report(HttpCaller sender, String id, Instant observedAt, Object... photos) {
        Map<String, ?> more = Map.of(
                "id", id, "observedAt", observedAt.toString(), "positionSource", "gps", "photos", List.of(photos));
        var reply = sender.post("/api/live/fieldreports", Reports.body(more));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("id").asString();
    }

    private HttpCaller phone(String name) {
        var token = admin().post("/api/tokens", Map.of("name", name, "role", "field", "validDays", 1));
        return SERVERS.get(kind).bearer(token.json().get("token").asString());
    }

    private JsonNode photo(String report, int n) {
        return admin().get("/api/live/fieldreports/" + report)
                .json()
                .get("properties")
                .get("photos")
                .get(n - 1);
    }

    private static String path(String report, int n) {
        return "/api/live/fieldreports/" + report + "/photos/" + n;
    }

    @Test
    void a_photo_in_two_pieces_is_stored_and_written_into_the_report() throws IOException {
        byte[] whole = jpeg();
        String report = report(Map.of("size", whole.length, "type", "image/jpeg"));
        assertThat(admin().get(path(report, 1) + "/upload")
                        .json()
                        .get("received")
                        .asLong())
                .isZero();
        int half = whole.length / 2;
        var first = admin().with("Content-Range", "bytes 0-" + (half - 1) + "/" + whole.length)
                .call("PUT", path(report, 1), BodyPublishers.ofByteArray(Arrays.copyOf(whole, half)), "image/jpeg");
        assertThat(first.status()).as(first.text()).isEqualTo(202);
        assertThat(first.json().get("received").asLong()).isEqualTo(half);
        assertThat(photo(report, 1).get("state").asString()).isEqualTo("expected");
        var second = admin().with("Content-Range", "bytes " + half + "-" + (whole.length - 1) + "/" + whole.length)
                .call(
                        "PUT",
                        path(report, 1),
                        BodyPublishers.ofByteArray(Arrays.copyOfRange(whole, half, whole.length)),
                        "image/jpeg");
        assertThat(second.status()).as(second.text()).isEqualTo(201);
        JsonNode stored = photo(report, 1);
        assertThat(stored.get("state").asString()).isEqualTo("stored");
        assertThat(stored.get("width").asInt()).isEqualTo(640);
        assertThat(admin().get("/files/" + stored.get("hash").asString()).status())
                .isEqualTo(200);
        var again = admin().call("PUT", path(report, 1), BodyPublishers.ofByteArray(whole), "image/jpeg");
        assertThat(again.status()).isEqualTo(201);
        assertThat(photo(report, 1)).isEqualTo(stored);
    }

    @Test
    void a_photo_stored_just_before_the_server_stopped_is_in_the_report_when_the_phone_asks() throws IOException {
        byte[] whole = jpeg();
        String report = report(Map.of("size", whole.length, "type", "image/jpeg"));
        String key = "fieldreports/" + report + "/photos/1";
        SERVERS.get(kind)
                .bean(Uploads.class)
                .receive(
                        new UploadRequest("live", key, "anybody", Role.VIEWER, "image/jpeg", null, whole.length),
                        Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(whole)))
                .block(Duration.ofSeconds(30));
        assertThat(photo(report, 1).get("state").asString()).isEqualTo("expected");
        JsonNode progress = admin().get(path(report, 1) + "/upload").json();
        assertThat(progress.get("received").asLong()).isEqualTo(whole.length);
        assertThat(photo(report, 1).get("state").asString()).isEqualTo("stored");
    }

    @Test
    void a_file_that_is_no_photo_is_refused_and_the_report_says_so_and_stands() throws IOException {
        String report = report(Map.of("size", 20, "type", "image/jpeg"), Map.of("size", 20, "type", "image/jpeg"));
        var refused = admin().call(
                        "PUT",
                        path(report, 1),
                        BodyPublishers.ofByteArray("<script>alert(1)</script>".getBytes()),
                        "image/jpeg");
        assertThat(refused.status()).as(refused.text()).isBetween(415, 422);
        assertThat(photo(report, 1).get("state").asString()).isEqualTo("refused");
        assertThat(photo(report, 1).get("problem").asString()).isNotBlank();
        assertThat(photo(report, 2).get("state").asString()).isEqualTo("expected");
    }

    @Test
    void only_announced_photos_of_ones_own_report_are_taken() throws IOException {
        String report = report(Map.of("size", 20, "type", "image/jpeg"));
        assertThat(admin().call("PUT", path(report, 2), BodyPublishers.ofByteArray(jpeg()), "image/jpeg")
                        .status())
                .isEqualTo(422);
        assertThat(phone("phone")
                        .call("PUT", path(report, 1), BodyPublishers.ofByteArray(jpeg()), "image/jpeg")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_half_sent_photo_goes_on_when_its_report_is_sent_again_in_another_name() throws IOException {
        byte[] whole = jpeg();
        Object photo = Map.of("size", whole.length, "type", "image/jpeg");
        String id = UUID.randomUUID().toString();
        Instant seen = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        HttpCaller before = phone("before");
        HttpCaller after = phone("after");
        assertThat(report(before, id, seen, photo)).isEqualTo(id);
        int half = whole.length / 2;
        before.with("Content-Range", "bytes 0-" + (half - 1) + "/" + whole.length)
                .call("PUT", path(id, 1), BodyPublishers.ofByteArray(Arrays.copyOf(whole, half)), "image/jpeg");
        assertThat(after.get(path(id, 1) + "/upload").status()).isEqualTo(404);
        assertThat(report(after, id, seen, photo)).isEqualTo(id);
        assertThat(after.get(path(id, 1) + "/upload").json().get("received").asInt())
                .isEqualTo(half);
        var rest = after.with("Content-Range", "bytes " + half + "-" + (whole.length - 1) + "/" + whole.length)
                .call(
                        "PUT",
                        path(id, 1),
                        BodyPublishers.ofByteArray(Arrays.copyOfRange(whole, half, whole.length)),
                        "image/jpeg");
        assertThat(rest.status()).as(rest.text()).isEqualTo(201);
        assertThat(photo(id, 1).get("state").asString()).isEqualTo("stored");
        assertThat(before.get("/api/live/fieldreports/" + id).status()).isEqualTo(404);
    }
}
