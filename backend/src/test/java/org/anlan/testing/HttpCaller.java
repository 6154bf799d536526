package org.anlan.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls one server over HTTP with the same headers each time; every {@code with…} gives another caller. */
public record HttpCaller(URI base, Map<String, String> headers) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What came back. */
    public record Reply(int status, Map<String, String> headers, byte[] bytes) {

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(bytes);
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
        }

        @Override
        public String toString() {
            return status + " " + text();
        }
    }

    public HttpCaller {
        headers = Map.copyOf(headers);
    }

    public HttpCaller with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new HttpCaller(base, more);
    }

    public HttpCaller basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    public HttpCaller bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public HttpCaller key(String idempotencyKey) {
        return with("Idempotency-Key", idempotencyKey);
    }

    public Reply get(String path) {
        return call("GET", path, BodyPublishers.noBody(), null);
    }

    public Reply delete(String path) {
        return call("DELETE", path, BodyPublishers.noBody(), null);
    }

    /** @param body JSON text, or anything that becomes JSON */
    public Reply post(String path, Object body) {
        return call("POST", path, BodyPublishers.ofString(json(body)), "application/json");
    }

    public Reply put(String path, Object body) {
        return call("PUT", path, BodyPublishers.ofString(json(body)), "application/json");
    }

    private static String json(Object body) {
        return body instanceof String text ? text : JsonMapper.shared().writeValueAsString(body);
    }

    /** @param type Content-Type, or null when there is no body */
    public Reply call(String method, String path, BodyPublisher body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .method(method, body);
        headers.forEach(request::header);
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> received = new HashMap<>();
            response.headers().map().forEach((name, values) -> received.put(name, String.join(", ", values)));
            return new Reply(response.statusCode(), received, response.body());
        } catch (IOException problem) {
            throw new IllegalStateException(method + " " + path + " got no answer", problem);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
