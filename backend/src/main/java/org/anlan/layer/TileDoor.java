package org.anlan.layer;

import java.util.List;
import org.anlan.access.KnownAccess;
import org.anlan.layer.tile.Tile;
import org.anlan.layer.tile.TileAddress;
import org.anlan.layer.tile.Tiles;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/**
 * Sends a tile that was made before to who is known and takes gzip, ahead of filters and controllers, which cost several
 * times what the sending does. Everything else, every refusal and every doubt goes on to {@link TileController}.
 */
final class TileDoor implements HttpHandlerDecoratorFactory {

    private static final String PATH = "/tiles/";
    private static final String CACHING = CacheControl.noCache().cachePrivate().getHeaderValue();

    private final Tiles tiles;
    private final KnownAccess access;

    TileDoor(Tiles tiles, KnownAccess access) {
        this.tiles = tiles;
        this.access = access;
    }

    @Override
    public HttpHandler apply(HttpHandler others) {
        return (request, response) -> {
            Tile tile = ready(request);
            return tile == null ? others.handle(request, response) : send(tile, request, response);
        };
    }

    /** Null when it is not here that this request is answered. */
    private Tile ready(ServerHttpRequest request) {
        if (request.getMethod() != HttpMethod.GET) {
            return null;
        }
        String path = request.getPath().value();
        if (!path.startsWith(PATH)
                || !TileController.takesGzip(request.getHeaders().getFirst(HttpHeaders.ACCEPT_ENCODING))) {
            return null;
        }
        String[] parts = path.substring(PATH.length()).split("/", -1);
        TileAddress address = parts.length == 4 ? address(parts) : null;
        Tile tile = address == null ? null : tiles.ready(parts[0], address).orElse(null);
        return tile != null && isPlain(request, tile) && access.lets(request) ? tile : null;
    }

    /** No conditions but that of whoever has this very copy. */
    private static boolean isPlain(ServerHttpRequest request, Tile tile) {
        List<String> held = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
        return held == null || held.equals(List.of(tile.etag(true)));
    }

    private static TileAddress address(String[] parts) {
        try {
            return TileAddress.parse(parts[1], parts[2], parts[3]);
        } catch (IllegalArgumentException bad) {
            return null;
        }
    }

    /** How whoever gets a tile may keep it. */
    static void keeping(HttpHeaders headers) {
        headers.set(HttpHeaders.CACHE_CONTROL, CACHING);
        headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    private Mono<Void> send(Tile tile, ServerHttpRequest request, ServerHttpResponse response) {
        HttpHeaders headers = response.getHeaders();
        keeping(headers);
        access.secure(request, headers);
        if (tile.isEmpty()) {
            response.setStatusCode(HttpStatus.NO_CONTENT);
            return response.setComplete();
        }
        String etag = tile.etag(true);
        headers.set(HttpHeaders.ETAG, etag);
        if (request.getHeaders().getFirst(HttpHeaders.IF_NONE_MATCH) != null) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
            return response.setComplete();
        }
        byte[] body = tile.gzip();
        headers.setContentType(TileController.TYPE);
        headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        headers.setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
