package org.anlan.layer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.tile.Tile;
import org.anlan.layer.tile.TileAddress;
import org.anlan.layer.tile.Tiles;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Problem.Violation;
import org.anlan.picture.Text;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Vector tiles over HTTP, when {@link TileDoor} has none ready. */
@RestController
class TileController {

    static final MediaType TYPE = MediaType.parseMediaType("application/vnd.mapbox-vector-tile");

    private final Tiles tiles;

    TileController(Layers layers) {
        this.tiles = layers.tiles();
    }

    /**
     * 200 with a tile, 204 when nothing lies there, 304 when the caller's copy is right; 404 no such layer or zoom, 400
     * no such tile.
     */
    @GetMapping("/tiles/{layer}/{z}/{x}/{y}")
    Mono<ResponseEntity<byte[]>> tile(
            @PathVariable String layer,
            @PathVariable String z,
            @PathVariable String x,
            @PathVariable String y,
            ServerWebExchange exchange) {
        LayerDefinition definition = tiles.layer(layer).orElseThrow(() -> EditController.unknown(layer));
        TileAddress address = address(z, x, y);
        if (!definition.covers(address.z())) {
            throw outside(definition, address.z());
        }
        return tiles.ready(layer, address)
                .map(Mono::just)
                .orElseGet(
                        () -> Mono.fromCallable(() -> tiles.get(layer, address)).subscribeOn(Schedulers.parallel()))
                .map(tile -> answer(tile, exchange));
    }

    private static ResponseEntity<byte[]> answer(Tile tile, ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        TileDoor.keeping(headers);
        if (tile.isEmpty()) {
            return ResponseEntity.noContent().build();
        }
        boolean compressed = takesGzip(exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_ENCODING));
        if (exchange.checkNotModified(tile.etag(compressed))) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).build();
        }
        if (compressed) {
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return ResponseEntity.ok().contentType(TYPE).body(compressed ? tile.gzip() : tile.plain());
    }

    /** Whether a header Accept-Encoding allows gzip; null is a caller that did not say. */
    static boolean takesGzip(String accepted) {
        if (accepted == null) {
            return false;
        }
        for (String choice : accepted.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = choice.replace(" ", "").split(";");
            boolean refused = parts.length > 1 && parts[1].matches("q=0(\\.0*)?");
            if (parts[0].equals("gzip") || parts[0].equals("x-gzip")) {
                return !refused;
            }
        }
        return false;
    }

    private static TileAddress address(String z, String x, String y) {
        try {
            return TileAddress.parse(z, x, y);
        } catch (IllegalArgumentException bad) {
            Text rule = new Text(
                    "瓦片编号应为整数 z/x/y,z 为 0 至 22,x、y 小于 2 的 z 次方",
                    "a tile is z/x/y in whole numbers, z from 0 to 22, x and y below 2 to the power of z");
            throw new PictureException(new Problem(
                    400,
                    "tile",
                    rule,
                    List.of(new Violation("z/x/y", Problem.shown(z + "/" + x + "/" + y), rule)),
                    Map.of()));
        }
    }

    private static PictureException outside(LayerDefinition layer, int zoom) {
        String range = layer.minZoom() + "–" + layer.maxZoom();
        return new PictureException(Problem.of(
                404,
                "zoom",
                "图层 " + layer.id() + " 只有 " + range + " 级瓦片,没有 " + zoom + " 级",
                "layer " + layer.id() + " has tiles of zoom " + range + ", none of " + zoom));
    }
}
