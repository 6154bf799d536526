package org.anlan.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.config.ResourceHandlerRegistration;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.resource.EncodedResourceResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The three pages and what they load. Names below /assets/ carry a hash of their content and never change; everything
 * else, the service worker included, is asked for anew each time and answered 304 while it is the same.
 */
@Configuration(proxyBeanMethods = false)
@Order(-1) // before the framework's own handler of "/**"
class PageConfiguration implements WebFluxConfigurer {

    private static final String FILES = "classpath:/static/";
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Map<String, String> SHORT =
            Map.of("/wall", "/wall.html", "/desk", "/desk.html", "/field", "/field.html");

    private final Map<String, String> etags = new ConcurrentHashMap<>();

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        CacheControl forever = CacheControl.maxAge(YEAR).cachePublic().immutable();
        precompressed(registry.addResourceHandler("/assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(forever));
        precompressed(
                registry.addResourceHandler("/**").addResourceLocations(FILES).setCacheControl(CacheControl.noCache()));
    }

    /** A file beside it ending in .br or .gz is sent to who takes it. */
    private void precompressed(ResourceHandlerRegistration files) {
        files.setUseLastModified(false)
                .setEtagGenerator(this::etag)
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver());
    }

    /** Files on the class path do not change while the server runs, so each is hashed once. */
    private String etag(Resource resource) {
        try {
            return etags.computeIfAbsent(resource.getURL().toString(), url -> hash(resource));
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot read " + resource, problem);
        }
    }

    private static String hash(Resource resource) {
        try (InputStream content =
                new DigestInputStream(resource.getInputStream(), MessageDigest.getInstance("SHA-256"))) {
            content.transferTo(java.io.OutputStream.nullOutputStream());
            byte[] digest = ((DigestInputStream) content).getMessageDigest().digest();
            return "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
        } catch (IOException | NoSuchAlgorithmException problem) {
            throw new IllegalStateException("cannot hash " + resource, problem);
        }
    }

    /** "/" is index.html; /wall, /desk and /field lead to their pages. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter pageNames() {
        return PageConfiguration::named;
    }

    private static Mono<Void> named(ServerWebExchange exchange, WebFilterChain chain) {
        HttpMethod method = exchange.getRequest().getMethod();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            return chain.filter(exchange);
        }
        String path = exchange.getRequest().getPath().value();
        String page = SHORT.get(path);
        if (page != null) {
            exchange.getResponse().setStatusCode(HttpStatus.FOUND);
            exchange.getResponse().getHeaders().setLocation(URI.create(page));
            return exchange.getResponse().setComplete();
        }
        return chain.filter(
                path.equals("/")
                        ? exchange.mutate()
                                .request(request -> request.path("/index.html"))
                                .build()
                        : exchange);
    }
}
