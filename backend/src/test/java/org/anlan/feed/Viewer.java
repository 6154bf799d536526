package org.anlan.feed;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.anlan.testing.HttpCaller;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A viewer as a screen is one: opens the socket, fetches the picture, folds the changes it is sent and insists that they
 * are contiguous and that no mark runs ahead of them.
 */
final class Viewer implements WebSocket.Listener {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<JsonNode> frames = new ArrayList<>();
    private final Map<String, JsonNode> features = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final HttpClient client;
    private WebSocket socket;
    private long position;
    private String epoch;
    private String fault;

    private Viewer(HttpClient client) {
        this.client = client;
    }

    /** Waits without a fixed pause, at most half a minute. */
    static ConditionFactory soon() {
        return Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    /** @param query e.g. "" or "?since=3&epoch=…" */
    static Viewer open(HttpCaller caller, String query) {
        return open(CLIENT, caller, "live" + query);
    }

    /** @param target space and query */
    static Viewer open(HttpClient client, HttpCaller caller, String target) {
        Viewer viewer = new Viewer(client);
        viewer.connect(caller, target);
        return viewer;
    }

    /** Opens the socket, waits for hello, fetches the picture, and is at its place in it. */
    static Viewer follow(HttpCaller caller) {
        Viewer viewer = open(caller, "");
        soon().until(() -> viewer.epoch() != null);
        viewer.load(picture(caller));
        return viewer;
    }

    static JsonNode picture(HttpCaller caller) {
        HttpCaller.Reply reply = caller.get("/api/live/picture");
        if (reply.status() != 200) {
            throw new AssertionError(reply.toString());
        }
        return reply.json();
    }

    /** A picture's features by collection/id. */
    static Map<String, JsonNode> features(JsonNode picture) {
        Map<String, JsonNode> features = new TreeMap<>();
        picture.get("features").forEach(feature -> features.put(key(feature), feature));
        return features;
    }

    /** The HTTP status by which the upgrade was refused. */
    static int refusal(HttpCaller caller, String query) {
        try {
            open(caller, query).cut();
            return 101;
        } catch (CompletionException refused) {
            return ((WebSocketHandshakeException) refused.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    private void connect(HttpCaller caller, String target) {
        var builder = client.newWebSocketBuilder().connectTimeout(PATIENCE);
        caller.headers().forEach(builder::header);
        URI uri = URI.create(caller.base().toString().replaceFirst("^http", "ws") + "/ws/" + target);
        socket = builder.buildAsync(uri, this).join();
    }

    /** Another connection that goes on where this one stood. */
    Viewer resume(HttpCaller caller) {
        Viewer next = new Viewer(client);
        synchronized (this) {
            next.features.putAll(features);
            next.position = position;
            next.epoch = epoch;
        }
        next.connect(caller, "live?since=" + next.position + "&epoch=" + next.epoch);
        return next;
    }

    private synchronized void load(JsonNode picture) {
        Map<String, JsonNode> fetched = features(picture);
        long seq = picture.get("seq").asLong();
        features.clear();
        features.putAll(fetched);
        frames("changes").forEach(frame -> frame.get("changes")
                .valueStream()
                .filter(change -> change.get("seq").asLong() > seq)
                .forEach(this::fold));
        if (seq > position) {
            position = seq;
        }
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

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        fault("a binary message came");
        return null;
    }

    private synchronized void take(JsonNode frame) {
        frames.add(frame);
        switch (frame.get("type").asString()) {
            case "hello" -> {
                if (epoch == null) {
                    position = frame.get("seq").asLong();
                    epoch = frame.get("epoch").asString();
                }
                if (!frame.get("epoch").asString().equals(epoch)) {
                    fault("of epoch " + epoch + ", but hello says " + frame);
                }
            }
            case "changes" -> changes(frame);
            case "mark" -> {
                if (frame.get("seq").asLong() > position) {
                    fault("mark " + frame + " beyond " + position);
                }
            }
            case "reset", "latest" -> {}
            default -> fault("unknown " + frame);
        }
    }

    private void changes(JsonNode frame) {
        long from = frame.get("from").asLong();
        long seq = frame.get("seq").asLong();
        // After the picture was fetched, a range may begin with what the picture held already.
        boolean first = frames("changes").size() == 1;
        if (from != position + 1 && !(first && from <= position)) {
            fault("after " + position + " came " + from);
        }
        long last = from - 1;
        for (JsonNode change : frame.get("changes")) {
            long number = change.get("seq").asLong();
            if (number <= last || number > seq) {
                fault("number " + number + " in " + from + "…" + seq + " after " + last);
            }
            last = number;
            if (number > position) {
                fold(change);
            }
        }
        position = Math.max(position, seq);
    }

    private void fold(JsonNode change) {
        if (change.get("op").asString().equals("put")) {
            features.put(key(change.get("feature")), change.get("feature"));
        } else {
            features.remove(key(change));
        }
    }

    private static String key(JsonNode about) {
        return about.get("collection").asString() + "/" + about.get("id").asString();
    }

    private synchronized void fault(String what) {
        if (fault == null) {
            fault = what;
        }
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

    /** Waits until this viewer was sent everything up to a number. */
    void awaitNumber(long seq) {
        soon().until(() -> position() >= seq || fault() != null);
        requireNoFault();
    }

    void requireNoFault() {
        if (fault() != null) {
            throw new AssertionError(fault());
        }
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

    /** The newest mark, once there is one that was sent after now. */
    JsonNode nextMark() {
        int before = frames("mark").size();
        soon().until(() -> frames("mark").size() > before);
        List<JsonNode> marks = frames("mark");
        return marks.get(marks.size() - 1);
    }

    /** Everything that was received, as text. */
    synchronized String heard() {
        return frames.toString();
    }

    synchronized Map<String, JsonNode> features() {
        return new TreeMap<>(features);
    }

    int closeCode() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
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
