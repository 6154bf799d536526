package org.anlan.web.problem;

import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import reactor.core.publisher.Mono;

/** Requests that the firewall refuses before anything is looked up: double slashes, "..", strange methods. */
@Configuration(proxyBeanMethods = false)
class RejectedRequests {

    @Bean
    ServerExchangeRejectedHandler rejectedAsProblem() {
        return (exchange, rejected) -> Mono.error(new PictureException(Problem.of(
                400,
                "path",
                "地址或方法不规范(双斜杠、.. 或少见的方法)",
                "the path or method is not in normal form: double slashes, .. or an unknown method")));
    }
}
