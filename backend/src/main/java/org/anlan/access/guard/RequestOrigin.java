package org.anlan.access.guard;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.anlan.access.AccessSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where a request really came from and which origin it went to. X-Forwarded-* headers are believed only from a trusted
 * proxy, because anybody else could write what he likes into them.
 */
public final class RequestOrigin {

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    private final String publicUrl;
    private final List<AddressBlock> trusted;

    public RequestOrigin(AccessSettings settings) {
        this.publicUrl = settings.publicUrl();
        this.trusted =
                settings.trustedProxies().stream().map(AddressBlock::parse).toList();
    }

    /** IP address of the caller: behind trusted proxies the last one that is not a trusted proxy. */
    public String address(ServerHttpRequest request) {
        InetAddress peer = peer(request);
        if (peer == null) {
            return "unknown";
        }
        if (!isTrusted(peer)) {
            return peer.getHostAddress();
        }
        InetAddress last = peer;
        for (String hop : hops(request)) {
            Optional<InetAddress> address = AddressBlock.address(hop);
            if (address.isEmpty()) {
                break;
            }
            last = address.get();
            if (!isTrusted(last)) {
                break;
            }
        }
        return last.getHostAddress();
    }

    /** Nearest first. */
    private static List<String> hops(ServerHttpRequest request) {
        List<String> hops = request.getHeaders().getOrEmpty("X-Forwarded-For").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .collect(Collectors.toList());
        Collections.reverse(hops);
        return hops;
    }

    /** True when the caller's browser speaks HTTPS, to us or to the proxy before us. */
    public boolean isSecure(ServerHttpRequest request) {
        return origin(request).filter(origin -> origin.startsWith("https://")).isPresent();
    }

    /** Scheme, host and port the caller used, e.g. "https://10.1.2.3:8443"; empty when the Host header is unusable. */
    public Optional<String> origin(ServerHttpRequest request) {
        boolean proxied = isTrusted(peer(request));
        String host = proxied ? forwarded(request, "X-Forwarded-Host") : null;
        if (host == null) {
            host = request.getHeaders().getFirst(HttpHeaders.HOST);
        }
        if (host == null || !AUTHORITY.matcher(host).matches()) {
            return Optional.empty();
        }
        String authority = host.toLowerCase(Locale.ROOT);
        if (publicUrl.endsWith("://" + authority)) {
            return Optional.of(publicUrl);
        }
        String scheme = proxied ? forwarded(request, "X-Forwarded-Proto") : null;
        boolean secure = scheme == null ? request.getSslInfo() != null : scheme.equalsIgnoreCase("https");
        return Optional.of((secure ? "https://" : "http://") + withoutDefaultPort(authority, secure));
    }

    /** The origin to write into links that other machines open. */
    public String publicOrigin(ServerHttpRequest request) {
        return publicUrl.isEmpty() ? origin(request).orElse("") : publicUrl;
    }

    /** Whether a browser's Origin header names this server: the origin it called, or the public one. */
    public boolean isOwn(ServerHttpRequest request, String origin) {
        String given = origin.toLowerCase(Locale.ROOT);
        return given.equals(publicUrl) || origin(request).filter(given::equals).isPresent();
    }

    private static String forwarded(ServerHttpRequest request, String header) {
        String value = request.getHeaders().getFirst(header);
        return value == null || value.isBlank() ? null : value.split(",")[0].strip();
    }

    private static String withoutDefaultPort(String authority, boolean secure) {
        String suffix = secure ? ":443" : ":80";
        return authority.endsWith(suffix) ? authority.substring(0, authority.length() - suffix.length()) : authority;
    }

    private boolean isTrusted(InetAddress address) {
        return address != null && trusted.stream().anyMatch(block -> block.contains(address));
    }

    private static InetAddress peer(ServerHttpRequest request) {
        return request.getRemoteAddress() == null
                ? null
                : request.getRemoteAddress().getAddress();
    }
}
