package org.anlan.feed;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A viewer as a screen is one: folds the changes it is sent and insists that they are contiguous. */
final class Viewer implements WebSocket.Listener {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final List<JsonNode> frames = new ArrayList<>();
    final Map<String, JsonNode> features = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private WebSocket socket;
    private long position;
    private String epoch;
    private String fault;

    /** @param query e.g. "" or "?since=3&epoch=…" */
    static Viewer open(URI base, Map<String, String> headers, String query) {
        Viewer viewer = new Viewer();
        viewer.connect(base, headers, query);
        return viewer;
    }

    /** The HTTP status by which the upgrade was refused. */
    static int refusal(URI base, Map<String, String> headers, String query) {
        try {
            open(base, headers, query).cut();
            return 101;
        } catch (CompletionException refused) {
            return ((java.net.http.WebSocketHandshakeException) refused.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    private void connect(URI base, Map<String, String> headers, String query) {
        var builder = CLIENT.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(20));
        headers.forEach(builder::header);
        URI uri = URI.create(base.toString().replaceFirst("^http", "ws") + "/ws/live" + query);
        socket = builder.buildAsync(uri, this).join();
    }

    /** Another connection that goes on where this one stood. */
    Viewer resume(URI base, Map<String, String> headers) {
        Viewer next = new Viewer();
        next.features.putAll(features);
        next.position = position();
        next.epoch = epoch;
        next.connect(base, headers, "?since=" + next.position + "&epoch=" + epoch);
        return next;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            JsonNode frame = JsonMapper.shared().readTree(text.toString());
            text.setLength(0);
            take(frame);
        }
        socket.request(1);
        return null;
    }

    private synchronized void take(JsonNode frame) {
        frames.add(frame);
        switch (frame.get("type").asString()) {
            case "hello" -> {
                if (epoch == null) {
                    position = frame.get("seq").asLong();
                }
                epoch = frame.get("epoch").asString();
            }
            case "changes" -> fold(frame);
            case "mark" -> {
                if (frame.get("seq").asLong() > position) {
                    fault = "mark " + frame + " beyond " + position;
                }
            }
            default -> {}
        }
    }

    private void fold(JsonNode frame) {
        if (frame.get("from").asLong() != position + 1) {
            fault = "after " + position + " came " + frame.get("from");
        }
        for (JsonNode change : frame.get("changes")) {
            boolean put = change.get("op").asString().equals("put");
            JsonNode about = put ? change.get("feature") : change;
            String key =
                    about.get("collection").asString() + "/" + about.get("id").asString();
            if (put) {
                features.put(key, about);
            } else {
                features.remove(key);
            }
        }
        position = frame.get("seq").asLong();
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable problem) {
        closed.complete(1006);
    }

    synchronized long position() {
        return position;
    }

    synchronized String epoch() {
        return epoch;
    }

    synchronized String fault() {
        return fault;
    }

    synchronized List<JsonNode> frames(String type) {
        return frames.stream()
                .filter(frame -> frame.get("type").asString().equals(type))
                .toList();
    }

    synchronized Map<String, JsonNode> features() {
        return new TreeMap<>(features);
    }

    int closeCode() {
        return closed.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    void say(String words) {
        socket.sendText(words, true);
    }

    void cut() {
        socket.abort();
    }
}
