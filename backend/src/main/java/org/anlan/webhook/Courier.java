package org.anlan.webhook;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** One signed POST, without holding a thread while the receiver thinks. Follows no redirect. */
final class Courier {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** From the first byte to the end of the answer; the specification asks for 15 to 30 s. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final HttpClient client;
    private final ScheduledExecutorService clock;
    private final Clock time;

    /**
     * @param trust by which a receiver's certificate is believed
     * @param clock ends answers that take too long
     */
    Courier(SSLContext trust, Executor threads, ScheduledExecutorService clock, Clock time) {
        this.client = HttpClient.newBuilder()
                .sslContext(trust)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(threads)
                .build();
        this.clock = clock;
        this.time = time;
    }

    /** Never fails: what goes wrong is an outcome. */
    CompletableFuture<Outcome> send(Subscription to, Message message) {
        Instant now = time.instant();
        long seconds = now.getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(to.url())
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Anlan")
                .header("webhook-id", message.id())
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", Signature.of(to.keys().at(now), message.id(), seconds, message.body()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()))
                .build();
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, head -> new Discarding());
        var end = clock.schedule(() -> answer.cancel(true), LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        return answer.handle((response, fault) -> {
            end.cancel(false);
            return fault == null ? outcome(response) : Outcome.unanswered(reason(fault));
        });
    }

    private Outcome outcome(HttpResponse<Void> response) {
        String retry = response.headers().firstValue("Retry-After").orElse(null);
        return Outcome.answered(response.statusCode(), RetryRule.retryAfter(retry, time.instant()));
    }

    private static String reason(Throwable fault) {
        if (isIn(fault, HttpTimeoutException.class) || isIn(fault, CancellationException.class)) {
            return "timeout";
        }
        if (isIn(fault, UnresolvedAddressException.class) || isIn(fault, UnknownHostException.class)) {
            return "unknown-host";
        }
        if (isIn(fault, SSLException.class)) {
            return "tls";
        }
        return isIn(fault, ConnectException.class) ? "refused" : "broken";
    }

    private static boolean isIn(Throwable fault, Class<? extends Throwable> kind) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause).anyMatch(kind::isInstance);
    }

    /** Reads a little, so that the connection can be used again, and hangs up on more. */
    private static final class Discarding implements HttpResponse.BodySubscriber<Void> {

        private static final int MOST = 64 << 10;

        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private Flow.Subscription source;
        private long read;

        @Override
        public CompletionStage<Void> getBody() {
            return done;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source = subscription;
            source.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> part) {
            read += part.stream().mapToLong(ByteBuffer::remaining).sum();
            if (read > MOST) {
                source.cancel();
                done.complete(null);
            } else {
                source.request(1);
            }
        }

        @Override
        public void onError(Throwable problem) {
            done.complete(null);
        }

        @Override
        public void onComplete() {
            done.complete(null);
        }
    }
}
