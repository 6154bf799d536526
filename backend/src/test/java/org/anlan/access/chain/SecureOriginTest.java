package org.anlan.access.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.anlan.access.AccessSettings;
import org.anlan.access.guard.RequestOrigin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class SecureOriginTest {

    private final RequestOrigin origin =
            new RequestOrigin(new AccessSettings("https://anlan.example.cn", "", List.of()));

    @ParameterizedTest
    @CsvSource({"anlan.example.cn, true", "192.168.1.2:8080, false"})
    void over_https_cookies_are_secure_and_the_browser_is_told_to_stay_there(String host, boolean secure) {
        MockServerWebExchange exchange =
                MockServerWebExchange.from(MockServerHttpRequest.get("/").header("Host", host));
        new SessionCookies(origin).set(exchange, "a-secret");
        assertThat(exchange.getResponse().getCookies().toSingleValueMap().values())
                .hasSize(2)
                .allSatisfy(cookie -> {
                    assertThat(cookie.isSecure()).isEqualTo(secure);
                    assertThat(cookie.getSameSite()).isEqualTo("Strict");
                    assertThat(cookie.isHttpOnly()).isEqualTo(cookie.getName().equals("ANLAN_SESSION"));
                });
        new SecurityHeaders(origin).writeHttpHeaders(exchange).block();
        HttpHeaders headers = exchange.getResponse().getHeaders();
        assertThat(headers.containsHeader("Strict-Transport-Security")).isEqualTo(secure);
        assertThat(headers.getFirst("Content-Security-Policy")).endsWith((secure ? " wss://" : " ws://") + host);
    }
}
