package org.anlan.feed;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicReference;
import org.anlan.access.AccessGate;
import org.anlan.access.Caller;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Reader;
import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * {@code /ws/{space}?since=N&epoch=E}: asks who it is before the upgrade, so that a refusal is an ordinary answer, then
 * hands the channel to the space's feed.
 */
final class FeedHandler implements WebHandler {

    private static final PathPattern PATH = PathPatternParser.defaultInstance.parse("/ws/{space}");

    private final FeedSpaces spaces;
    private final AccessGate gate;
    private final WebSocketService sockets;

    FeedHandler(FeedSpaces spaces, AccessGate gate, WebSocketService sockets) {
        this.spaces = spaces;
        this.gate = gate;
        this.sockets = sockets;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        String space = PATH.matchAndExtract(path).getUriVariables().get("space");
        Long since = since(exchange);
        String epoch = exchange.getRequest().getQueryParams().getFirst("epoch");
        return gate.admit(exchange).flatMap(caller -> {
            SpaceFeed feed = spaces.get(space);
            return sockets.handleRequest(exchange, session -> serve(session, feed, caller, since, epoch));
        });
    }

    private static Long since(ServerWebExchange exchange) {
        String text = exchange.getRequest().getQueryParams().getFirst("since");
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new PictureException(Problem.field("query", "since", text, "须为非负整数", "must be a number from 0 up"));
        }
        return Long.valueOf(text);
    }

    private Mono<Void> serve(WebSocketSession session, SpaceFeed feed, Caller caller, Long since, String epoch) {
        String actor = caller.actor().id();
        if (!spaces.enter(actor, caller.tokenId())) {
            return session.close(new CloseStatus(FeedSession.TOO_MANY, "too many connections"));
        }
        Channel channel = ((ChannelSession) session).channel();
        AtomicReference<FeedSession> opened = new AtomicReference<>();
        channel.closeFuture().addListener(closed -> {
            spaces.leave(actor, caller.tokenId());
            FeedSession viewer = opened.get();
            if (viewer != null) {
                feed.closed(viewer);
            }
        });
        Reader audience = Reader.of(caller.actor()).audience();
        feed.open(
                new SpaceFeed.SessionMaker(audience, (space, log) -> {
                    FeedSession viewer = new FeedSession(space, channel, caller, audience, log);
                    opened.set(viewer);
                    return viewer;
                }),
                since,
                epoch);
        if (gate.isRevoked(caller.tokenId())) {
            return session.close(new CloseStatus(FeedSession.SIGNED_OUT, "signed out"));
        }
        return session.receive()
                .doOnNext(message -> heard(message, opened.get()))
                .then();
    }

    /** A viewer has nothing to tell us; one that talks is told so. */
    private static void heard(WebSocketMessage message, FeedSession viewer) {
        if (viewer == null) {
            return;
        }
        if (message.getType() == WebSocketMessage.Type.TEXT || message.getType() == WebSocketMessage.Type.BINARY) {
            viewer.close(CloseStatus.POLICY_VIOLATION.getCode(), "this socket only speaks");
        } else {
            viewer.heard();
        }
    }
}
