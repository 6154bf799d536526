package org.anlan.web.problem;

import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.anlan.geo.GeoException;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Text;
import org.anlan.picture.json.JsonProblems;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidDefinitionException;

/** What each known exception means to the caller. */
final class Problems {

    private static final int DEEPEST_CAUSE = 10;

    private Problems() {}

    /** Empty when the exception means a fault of ours. */
    static Optional<Problem> find(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            Optional<Problem> known = exact(cause).or(() -> transport(thrown));
            if (known.isPresent()) {
                return known;
            }
            cause = cause.getCause();
        }
        return thrown instanceof ResponseStatusException status
                        && status.getStatusCode().is4xxClientError()
                ? Optional.of(status(status))
                : Optional.empty();
    }

    /** Exceptions that are decisive wherever in the chain of causes they stand. */
    private static Optional<Problem> exact(Throwable cause) {
        if (cause instanceof PictureException refusal) {
            return Optional.of(refusal.problem());
        }
        if (cause instanceof GeoException place) {
            return Optional.of(Problem.of(422, "geometry", place.chinese(), place.english()));
        }
        if (cause instanceof DecodingException
                && cause.getCause() instanceof JacksonException json
                && !(json instanceof InvalidDefinitionException)) {
            return Optional.of(JsonProblems.of(json, null, ""));
        }
        if (cause instanceof DataBufferLimitException) {
            return Optional.of(Problem.of(413, "too-large", "请求体超过 4 MB", "the body is larger than 4 MB"));
        }
        if (cause instanceof WebExchangeBindException binding) {
            return Optional.of(binding(binding));
        }
        if (cause instanceof AuthenticationException) {
            return Optional.of(Problem.of(401, "unauthenticated", "请先登录", "log in first, or send Authorization"));
        }
        if (cause instanceof AccessDeniedException) {
            return Optional.of(Problem.of(403, "forbidden", "当前角色无权访问", "your role may not do this"));
        }
        // Spring wraps what the database says of its disk in what looks like a database that is away.
        if (Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .anyMatch(PictureException::isOfDisk)) {
            return Optional.of(PictureException.diskFull().problem());
        }
        return isDatabaseAway(cause) ? Optional.of(databaseAway()) : busy(cause);
    }

    private static boolean isDatabaseAway(Throwable cause) {
        return cause instanceof DataAccessResourceFailureException
                || cause instanceof TransientDataAccessException
                || cause instanceof CannotCreateTransactionException
                || cause instanceof SQLTransientException
                || cause instanceof SQLRecoverableException
                || cause instanceof SQLNonTransientConnectionException;
    }

    private static Problem databaseAway() {
        return Problem.of(503, "database", "数据库暂时不可用,请稍后再试", "the database is away; try again shortly");
    }

    private static Optional<Problem> busy(Throwable cause) {
        if (cause instanceof RejectedExecutionException) {
            return Optional.of(Problem.of(503, "busy", "请求过多,请稍后再试", "too many requests at once; try again shortly")
                    .with("retryAfterSeconds", 2));
        }
        if (cause instanceof TimeoutException) {
            return Optional.of(Problem.of(
                    503,
                    "late",
                    "结果迟迟未到,可能已写入;请用同一幂等键重发",
                    "the answer is late, it may have been written; send again with the same Idempotency-Key"));
        }
        return Optional.empty();
    }

    /** What WebFlux itself refuses. */
    private static Optional<Problem> transport(Throwable thrown) {
        if (thrown instanceof MethodNotAllowedException method) {
            List<String> allowed = method.getSupportedMethods().stream()
                    .map(Object::toString)
                    .sorted()
                    .toList();
            return Optional.of(
                    Problem.of(405, "method", "此处不支持 " + method.getHttpMethod(), "this method is not taken here")
                            .with("allowed", allowed));
        }
        if (thrown instanceof NotAcceptableStatusException) {
            return Optional.of(Problem.of(406, "format", "没有请求的格式", "there is no such representation"));
        }
        if (thrown instanceof UnsupportedMediaTypeStatusException type) {
            List<String> taken =
                    type.getSupportedMediaTypes().stream().map(Object::toString).toList();
            return Optional.of(Problem.of(
                            415,
                            "content-type",
                            "不接受 Content-Type " + type.getContentType(),
                            "this Content-Type is not taken; send one of " + taken)
                    .with("allowed", taken));
        }
        if (thrown instanceof MissingRequestValueException missing) {
            return Optional.of(Problem.field("missing", missing.getName(), "null", "必须填写", "is required"));
        }
        return Optional.empty();
    }

    private static Problem binding(WebExchangeBindException binding) {
        List<Problem.Violation> violations = binding.getFieldErrors().stream()
                .map(error -> new Problem.Violation(
                        error.getField(),
                        Problem.shown(error.getRejectedValue()),
                        new Text("不符合要求", String.valueOf(error.getDefaultMessage()))))
                .toList();
        return violations.isEmpty()
                ? Problem.of(422, "value", "内容不符合要求", "the content breaks a rule")
                : Problem.fields("value", violations);
    }

    private static Problem status(ResponseStatusException thrown) {
        int code = thrown.getStatusCode().value();
        if (code == 404) {
            return Problem.of(404, "not-found", "没有这个地址", "there is nothing at this path");
        }
        if (code == 413) {
            return Problem.of(413, "too-large", "请求体过大", "the body is too large");
        }
        if (thrown instanceof ServerWebInputException input) {
            return input(input);
        }
        String said = thrown.getReason() == null ? "refused" : thrown.getReason();
        return Problem.of(code, "request", "请求未成功", said);
    }

    /** A parameter or body that could not be read at all. */
    private static Problem input(ServerWebInputException thrown) {
        String name = thrown.getMethodParameter() == null
                ? "body"
                : String.valueOf(thrown.getMethodParameter().getParameterName());
        if (thrown.getCause() instanceof TypeMismatchException mismatch) {
            return Problem.field("query", name, mismatch.getValue(), "格式不对", "has the wrong form");
        }
        return new Problem(
                400,
                "request",
                new Text("请求中的 " + name + " 无法读取", "cannot read " + name + " of the request"),
                List.of(new Problem.Violation(name, "", new Text("格式不对", "has the wrong form"))),
                Map.of());
    }
}
