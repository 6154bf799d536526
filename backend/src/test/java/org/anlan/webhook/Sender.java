package org.anlan.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.anlan.picture.Spaces;
import org.anlan.testing.HttpCaller;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.anlan.web.Notes;
import tools.jackson.databind.JsonNode;

/** A server whose webhooks a test looks at. */
record Sender(TestServer server) implements AutoCloseable {

    /** Of a subscription, as told when it was made. */
    record Made(String id, String secret, long seq) {}

    /** @param settings more than the receiver's host */
    static Sender on(TestDatabase.Opened database, Receiver receiver, String... settings) {
        String[] all = Stream.concat(Stream.of(receiver.setting()), Stream.of(settings))
                .toArray(String[]::new);
        return new Sender(TestServer.on(database, List.of(Notes.class), all));
    }

    HttpCaller admin() {
        return server.admin();
    }

    Made subscribe(String url, String role, String... collections) {
        HttpCaller.Reply reply = admin().post(
                        "/api/webhooks",
                        Map.of("title", "接收方", "url", url, "role", role, "collections", List.of(collections)));
        if (reply.status() != 201) {
            throw new AssertionError(reply.toString());
        }
        JsonNode made = reply.json();
        return new Made(
                made.get("id").asString(),
                made.get("secret").asString(),
                made.get("seq").asLong());
    }

    JsonNode state(String id) {
        for (JsonNode one : admin().get("/api/webhooks").json().get("webhooks")) {
            if (one.get("id").asString().equals(id)) {
                return one;
            }
        }
        throw new AssertionError("no webhook " + id);
    }

    long head() {
        return server.bean(Spaces.class).get(Spaces.LIVE).head().seq();
    }

    /** Ends whatever an earlier test subscribed to. */
    void unsubscribe() {
        admin().get("/api/webhooks").json().get("webhooks").forEach(one -> admin().delete(
                        "/api/webhooks/" + one.get("id").asString()));
    }

    private static Map<String, Object> note(String text, int count, boolean secret) {
        Map<String, Object> writer = Map.of("name", "某人", "phone", "13900001111");
        return Map.of(
                "type",
                "Feature",
                "geometry",
                Map.of("type", "Point", "coordinates", List.of(114.5, 35.6)),
                "properties",
                Map.of("text", text, "count", count, "secret", secret, "writers", List.of(writer)));
    }

    String write(String text) {
        return write(text, false);
    }

    String write(String text, boolean secret) {
        HttpCaller.Reply reply = admin().post("/api/live/notes", note(text, 1, secret));
        if (reply.status() != 201) {
            throw new AssertionError(reply.toString());
        }
        return reply.json().get("id").asString();
    }

    void edit(String id, String text, boolean secret) {
        String version =
                admin().get("/api/live/notes/" + id).json().get("version").asString();
        HttpCaller.Reply reply =
                admin().with("If-Match", '"' + version + '"').put("/api/live/notes/" + id, note(text, 2, secret));
        if (reply.status() != 200) {
            throw new AssertionError(reply.toString());
        }
    }

    void remove(String id) {
        admin().delete("/api/live/notes/" + id);
    }

    /** Texts of the notes in a message. */
    static List<String> texts(JsonNode body) {
        List<String> texts = new ArrayList<>();
        for (JsonNode change : body.get("changes")) {
            texts.add(
                    change.has("feature")
                            ? change.at("/feature/properties/text").asString()
                            : "- " + change.get("id").asString());
        }
        return texts;
    }

    @Override
    public void close() {
        server.close();
    }
}
