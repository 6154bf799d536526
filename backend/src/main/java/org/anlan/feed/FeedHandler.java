package org.anlan.feed;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.anlan.access.AccessGate;
import org.anlan.access.Caller;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Reader;
import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * {@code /ws/{space}?since=N&epoch=E}: asks who it is before the upgrade, so that a refusal is an ordinary answer, then
 * hands the channel to the space's feed. What a browser must be able to tell apart comes after the upgrade, as a code.
 */
final class FeedHandler implements WebHandler {

    static final String PATH = "/ws/{space}";
    private static final PathPattern PATTERN = PathPatternParser.defaultInstance.parse(PATH);

    private final FeedSpaces spaces;
    private final AccessGate gate;
    private final WebSocketService sockets;

    FeedHandler(FeedSpaces spaces, AccessGate gate, WebSocketService sockets) {
        this.spaces = spaces;
        this.gate = gate;
        this.sockets = sockets;
    }

    /** What the caller asks for. */
    private record Asked(String space, Long since, String epoch) {

        static Asked of(ServerWebExchange exchange) {
            PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
            var query = exchange.getRequest().getQueryParams();
            String space = PATTERN.matchAndExtract(path).getUriVariables().get("space");
            return new Asked(space, number(query.getFirst("since")), query.getFirst("epoch"));
        }

        private static Long number(String text) {
            if (text == null) {
                return null;
            }
            if (!text.matches("[0-9]{1,18}")) {
                throw new PictureException(
                        Problem.field("query", "since", text, "须为非负整数", "must be a number from 0 up"));
            }
            return Long.valueOf(text);
        }
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        Asked asked = Asked.of(exchange);
        return gate.admit(exchange)
                .flatMap(caller -> sockets.handleRequest(exchange, session -> serve(session, caller, asked)));
    }

    private Mono<Void> serve(WebSocketSession session, Caller caller, Asked asked) {
        if (!spaces.isRunning()) {
            return session.close(new CloseStatus(FeedSession.GOING_AWAY, "server starts or stops"));
        }
        Optional<SpaceFeed> feed = spaces.find(asked.space);
        if (feed.isEmpty()) {
            return session.close(new CloseStatus(FeedSession.NO_SPACE, "no such space"));
        }
        if (!spaces.enter(caller)) {
            return session.close(new CloseStatus(FeedSession.TOO_MANY, "too many connections"));
        }
        AtomicReference<FeedSession> viewer = new AtomicReference<>();
        ChannelUpgrade.Session socket = (ChannelUpgrade.Session) session;
        open(feed.get(), socket.channel(), caller, asked, viewer);
        return socket.frames().doOnNext(frame -> heard(frame, viewer.get())).then();
    }

    private void open(
            SpaceFeed feed, Channel channel, Caller caller, Asked asked, AtomicReference<FeedSession> viewer) {
        channel.closeFuture().addListener(closed -> {
            spaces.leave(caller);
            if (viewer.get() != null) {
                feed.closed(viewer.get());
            }
        });
        Reader audience = Reader.of(caller.actor()).audience();
        SpaceFeed.Maker maker = (source, log, slot, streams) -> {
            viewer.set(
                    new FeedSession(source, channel, caller, log, spaces.metrics(), System::nanoTime, slot, streams));
            return viewer.get();
        };
        feed.open(channel.eventLoop(), audience, maker, asked.since, asked.epoch);
    }

    /** A viewer has nothing to tell us; one that talks is told so. On its event loop. */
    private static void heard(WebSocketFrame frame, FeedSession viewer) {
        if (viewer == null) {
            return;
        }
        if (frame instanceof PongWebSocketFrame) {
            viewer.heard();
        } else {
            viewer.close(CloseStatus.POLICY_VIOLATION.getCode(), "this socket only speaks");
        }
    }
}
