package org.anlan.web.problem;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.anlan.picture.Problem;
import org.anlan.picture.model.Fault;
import org.anlan.web.log.RequestLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** The one place where an error becomes an answer, wherever it arose: filters, security, routing, controllers. */
@Component
@Order(-2)
class ProblemHandler implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    /** A problem asks for a Retry-After of so many seconds by this member. */
    private static final String RETRY = "retryAfterSeconds";

    private static final int DEFAULT_RETRY_SECONDS = 2;

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        ServerHttpResponse response = exchange.getResponse();
        if (isHungUp(thrown)) {
            exchange.getAttributes().put(RequestLog.CODE, "hung-up");
            return Mono.error(thrown);
        }
        if (response.isCommitted()) {
            unexpected(exchange, thrown);
            return Mono.error(thrown);
        }
        Problem problem = Problems.find(thrown).orElseGet(() -> unexpected(exchange, thrown));
        if (thrown instanceof ErrorResponse error) {
            response.getHeaders().addAll(error.getHeaders());
        }
        exchange.getAttributes().put(RequestLog.CODE, problem.code());
        return write(exchange, problem);
    }

    /** The caller is gone; there is nobody to answer and nothing to log. */
    private static boolean isHungUp(Throwable thrown) {
        return Optional.ofNullable(thrown.getMessage())
                        .filter(text -> text.contains("Connection reset by peer") || text.contains("Broken pipe"))
                        .isPresent()
                || thrown.getClass().getSimpleName().equals("AbortedException");
    }

    private static Problem unexpected(ServerWebExchange exchange, Throwable thrown) {
        String reference = UUID.randomUUID().toString();
        LOG.error(
                "{} {} failed, reference {}",
                exchange.getRequest().getMethod(),
                exchange.getAttributeOrDefault(
                        HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "a path without a controller"),
                reference,
                Fault.of(thrown));
        return Problem.of(
                        500,
                        "internal",
                        "服务器内部错误,请把编号告诉管理员:" + reference,
                        "internal error; tell the administrator this reference: " + reference)
                .with("reference", reference);
    }

    private static Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        HttpHeaders headers = response.getHeaders();
        headers.remove(HttpHeaders.ETAG);
        headers.remove(HttpHeaders.CONTENT_ENCODING);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        if (problem.status() == 429 || problem.status() == 503) {
            Object seconds = problem.extra().getOrDefault(RETRY, DEFAULT_RETRY_SECONDS);
            headers.set(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        if (problem.status() == 405 && problem.extra().get("allowed") instanceof Collection<?> methods) {
            String names =
                    String.join(", ", methods.stream().map(Object::toString).toList());
            headers.set(HttpHeaders.ALLOW, names);
        }
        byte[] body =
                ProblemJson.encode(problem, exchange.getRequest().getPath().value());
        headers.setContentLength(body.length);
        if (exchange.getRequest().getMethod() == HttpMethod.HEAD) {
            return response.setComplete();
        }
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }
}
