package org.anlan.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another system that is sent webhooks: notes each try, answers as the test says, and folds what it took. */
final class Receiver implements AutoCloseable {

    /** One try as it came over the wire. */
    record Try(String path, String id, long seconds, String signature, String text, int answered) {

        JsonNode body() {
            return JsonMapper.shared().readTree(text);
        }

        /** Whether one of the signatures was made with this secret, as the specification says. */
        boolean isSignedWith(String secret) {
            try {
                byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                byte[] sum = mac.doFinal((id + "." + seconds + "." + text).getBytes(StandardCharsets.UTF_8));
                return List.of(signature.split(" "))
                        .contains("v1," + Base64.getEncoder().encodeToString(sum));
            } catch (GeneralSecurityException problem) {
                throw new IllegalStateException(problem);
            }
        }
    }

    /** What to answer; {@link #HANG_UP} = nothing at all. */
    interface Script {
        int answer(String path, int number) throws InterruptedException;
    }

    static final int HANG_UP = 0;

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Try> tries = new ArrayList<>();
    private volatile Script script = (path, number) -> 204;

    Receiver() {
        this(null);
    }

    /** @param tls null = plain HTTP */
    Receiver(SSLContext tls) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            if (tls == null) {
                server = HttpServer.create(address, 0);
            } else {
                HttpsServer secure = HttpsServer.create(address, 0);
                secure.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = secure;
            }
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
        scheme = tls == null ? "http" : "https";
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    static ConditionFactory soon() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10));
    }

    private void take(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        int number;
        synchronized (tries) {
            number = (int) tries.stream().filter(one -> one.path().equals(path)).count();
        }
        try {
            int status = script.answer(path, number);
            synchronized (tries) {
                tries.add(new Try(
                        path,
                        exchange.getRequestHeaders().getFirst("webhook-id"),
                        Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp")),
                        exchange.getRequestHeaders().getFirst("webhook-signature"),
                        text,
                        status));
            }
            if (status != HANG_UP) {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    void answers(Script next) {
        script = next;
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String url(String path) {
        return scheme + "://" + host() + path;
    }

    /** The server's setting that lets it send here. */
    String setting() {
        return "anlan.webhooks.allowed-hosts=" + host();
    }

    List<Try> tries(String path) {
        synchronized (tries) {
            return tries.stream().filter(one -> one.path().equals(path)).toList();
        }
    }

    List<Try> all() {
        synchronized (tries) {
            return List.copyOf(tries);
        }
    }

    /** Messages that were taken, doubles dropped by their id, as a receiver should. */
    List<JsonNode> taken(String path) {
        Set<String> ids = new HashSet<>();
        return tries(path).stream()
                .filter(one -> one.answered() / 100 == 2 && ids.add(one.id()))
                .map(Try::body)
                .toList();
    }

    /** Texts of the notes that were taken, in order. */
    List<String> texts(String path) {
        return taken(path).stream()
                .filter(body -> body.has("changes"))
                .flatMap(body -> Sender.texts(body).stream())
                .toList();
    }

    void forget() {
        synchronized (tries) {
            tries.clear();
        }
    }

    /** The number up to which changes were taken; they must continue each other without a gap. */
    long seq(String path, long from) {
        long seq = from;
        for (JsonNode body : taken(path)) {
            assertThat(body.get("from").asLong()).as("continues %s", seq).isEqualTo(seq + 1);
            seq = body.get("seq").asLong();
        }
        return seq;
    }

    /** Applies put and remove in order to what is there. */
    void fold(String path, Map<String, JsonNode> features) {
        for (JsonNode body : taken(path)) {
            for (JsonNode change : body.get("changes")) {
                if (change.get("op").asString().equals("put")) {
                    JsonNode feature = change.get("feature");
                    features.put(name(feature), feature);
                } else {
                    features.remove(name(change));
                }
            }
        }
    }

    static String name(JsonNode feature) {
        return feature.get("collection").asString() + "/" + feature.get("id").asString();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
