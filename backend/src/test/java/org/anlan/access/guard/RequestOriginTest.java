package org.anlan.access.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.List;
import org.anlan.access.AccessSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class RequestOriginTest {

    private static final String PROXY = "10.0.0.1";

    private static RequestOrigin origin(String publicUrl) {
        return new RequestOrigin(new AccessSettings(publicUrl, "", List.of("10.0.0.0/24", "::1")));
    }

    private static MockServerHttpRequest.BaseBuilder<?> from(String peer, String host) {
        return MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(peer, 40000))
                .header("Host", host);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "192.168.1.7, -, 192.168.1.7",
                "192.168.1.7, 1.2.3.4, 192.168.1.7",
                "10.0.0.1, 1.2.3.4, 1.2.3.4",
                "10.0.0.1, '6.6.6.6, 1.2.3.4, 10.0.0.2', 1.2.3.4",
                "10.0.0.1, '1.2.3.4, nonsense', 10.0.0.1",
                "10.0.0.1, -, 10.0.0.1",
            })
    void the_address_is_the_last_hop_that_no_trusted_proxy_wrote(String peer, String forwarded, String address) {
        MockServerHttpRequest.BaseBuilder<?> request = from(peer, "anlan");
        if (forwarded != null) {
            request.header("X-Forwarded-For", forwarded);
        }
        assertThat(origin("").address(request.build())).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "192.168.1.7, 192.168.1.2:8080, -, -, http://192.168.1.2:8080",
                "192.168.1.7, 192.168.1.2:8080, https, evil.example, http://192.168.1.2:8080",
                "10.0.0.1, 127.0.0.1:8080, https, Anlan.County.cn, https://anlan.county.cn",
                "10.0.0.1, anlan.county.cn:443, https, -, https://anlan.county.cn",
                "10.0.0.1, anlan.county.cn:80, -, -, http://anlan.county.cn",
                "192.168.1.7, public.example.cn, -, -, https://public.example.cn",
                "192.168.1.7, 'evil.example/x', -, -, -",
                "192.168.1.7, [fe80::1]:8080, -, -, http://[fe80::1]:8080",
            })
    void the_origin_is_what_the_callers_browser_sees(
            String peer, String host, String scheme, String forwardedHost, String expected) {
        MockServerHttpRequest.BaseBuilder<?> request = from(peer, host);
        if (scheme != null) {
            request.header("X-Forwarded-Proto", scheme);
        }
        if (forwardedHost != null) {
            request.header("X-Forwarded-Host", forwardedHost);
        }
        assertThat(origin("https://public.example.cn").origin(request.build()).orElse(null))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://192.168.1.2:8080, true",
        "HTTP://192.168.1.2:8080, true",
        "https://public.example.cn, true",
        "https://192.168.1.2:8080, false",
        "http://192.168.1.2, false",
        "http://evil.example, false",
        "https://public.example.cn.evil.example, false",
        "null, false",
    })
    void only_this_servers_own_pages_are_its_own(String header, boolean own) {
        MockServerHttpRequest request = from("192.168.1.7", "192.168.1.2:8080").build();
        assertThat(origin("https://public.example.cn").isOwn(request, header)).isEqualTo(own);
    }

    @Test
    void links_carry_the_public_origin_or_else_the_one_that_was_called() {
        MockServerHttpRequest request = from(PROXY, "127.0.0.1:8080").build();
        assertThat(origin("https://Public.example.cn:443/").publicOrigin(request))
                .isEqualTo("https://public.example.cn");
        assertThat(origin("").publicOrigin(request)).isEqualTo("http://127.0.0.1:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anlan.example.cn", "ftp://x", "https://x/path", "https://u@x"})
    void a_public_url_that_is_no_origin_stops_the_start(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccessSettings(url, "", List.of()))
                .withMessageContaining("ANLAN_PUBLIC_URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33"})
    void a_trusted_proxy_is_an_address_and_never_a_name(String proxy) {
        AccessSettings settings = new AccessSettings("", "", List.of(proxy));
        assertThatIllegalArgumentException().isThrownBy(() -> new RequestOrigin(settings));
    }
}
