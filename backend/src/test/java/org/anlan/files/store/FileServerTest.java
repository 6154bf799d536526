package org.anlan.files.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.anlan.files.StoredFile;
import org.anlan.files.UploadRequest;
import org.anlan.files.Uploads;
import org.anlan.files.content.Samples;
import org.anlan.picture.Role;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.HttpCaller.Reply;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource
class FileServerTest {

    @Parameter
    TestDatabase kind;

    static TestServer server;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase kind) {
        server = TestServer.start(kind);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    static StoredFile store(String key, String actor, byte[] bytes) {
        UploadRequest request = new UploadRequest("live", key, actor, Role.FIELD, null, null, bytes.length);
        return server.bean(Uploads.class)
                .receive(request, UploadServiceTest.body(bytes))
                .block(Duration.ofSeconds(30))
                .file();
    }

    static JsonNode join(String name) {
        String code = server.admin()
                .post("/api/device-links", Map.of("purpose", "field", "displayName", name))
                .json()
                .get("code")
                .asString();
        return server.anonymous()
                .post("/api/device-links/join", Map.of("code", code, "device", "test"))
                .json();
    }

    @Test
    void a_photo_and_its_thumbnail_are_served_for_good_to_who_is_signed_in() {
        StoredFile file = store("a/1", "phone", Samples.jpegWithExif(900, 600, 1));
        Reply reply = server.admin().get("/files/" + file.hash());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.bytes()).hasSize((int) file.size());
        assertThat(reply.header("content-type")).contains("image/jpeg");
        assertThat(reply.header("cache-control").orElseThrow()).contains("private", "immutable", "max-age=31536000");
        assertThat(reply.header("x-content-type-options")).contains("nosniff");
        assertThat(reply.header("content-disposition").orElseThrow()).startsWith("inline");
        assertThat(reply.header("content-security-policy").orElseThrow()).contains("sandbox");
        String etag = reply.header("etag").orElseThrow();
        Reply same = server.admin().with("If-None-Match", etag).get("/files/" + file.hash());
        assertThat(same.status()).isEqualTo(304);
        Reply small = server.admin().get("/files/" + file.hash() + "/thumbnail");
        assertThat(small.status()).isEqualTo(200);
        assertThat(small.bytes().length).isLessThan(reply.bytes().length);
        assertThat(server.anonymous().get("/files/" + file.hash()).status()).isEqualTo(401);
        assertThat(server.admin().get("/files/" + "0".repeat(64)).status()).isEqualTo(404);
    }

    @Test
    void sound_can_be_wound_forward() {
        StoredFile file = store("a/2", "phone", Samples.wav(3));
        Reply part = server.admin().with("Range", "bytes=100-199").get("/files/" + file.hash());
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.bytes()).hasSize(100);
        assertThat(part.header("content-range")).contains("bytes 100-199/" + file.size());
        assertThat(server.admin().get("/files/" + file.hash() + "/thumbnail").status())
                .isEqualTo(404);
    }

    @Test
    void field_staff_see_the_files_they_sent_and_no_others() {
        JsonNode mine = join("我的手机");
        JsonNode theirs = join("别人的手机");
        String owner = mine.get("me").get("id").asString();
        StoredFile file = store("a/3", owner, Samples.jpeg(33, 44));
        HttpCaller sender = server.bearer(mine.get("token").asString());
        HttpCaller other = server.bearer(theirs.get("token").asString());
        assertThat(sender.get("/files/" + file.hash()).status()).isEqualTo(200);
        assertThat(other.get("/files/" + file.hash()).status()).isEqualTo(404);
        assertThat(other.get("/files/" + file.hash() + "/thumbnail").status()).isEqualTo(404);
    }
}
