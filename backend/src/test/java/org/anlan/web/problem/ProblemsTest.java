package org.anlan.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.anlan.geo.GeoException;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.databind.json.JsonMapper;

class ProblemsTest {

    static Stream<Arguments> known() {
        Problem stale = Problem.of(412, "stale", "旧", "stale");
        SQLException refused = new SQLTransientConnectionException("no connection in 3 s");
        return Stream.of(
                Arguments.of(new PictureException(stale), 412, "stale"),
                Arguments.of(new CompletionException(new PictureException(stale)), 412, "stale"),
                Arguments.of(new GeoException("坏", "bad"), 422, "geometry"),
                Arguments.of(new CannotGetJdbcConnectionException("away", refused), 503, "database"),
                Arguments.of(new DataAccessResourceFailureException("away"), 503, "database"),
                Arguments.of(new IllegalStateException("wrapped", refused), 503, "database"),
                Arguments.of(
                        new DataAccessResourceFailureException("away", new SQLException("no space", "53100")),
                        503,
                        "disk"),
                Arguments.of(new RejectedExecutionException("full"), 503, "busy"),
                Arguments.of(new TimeoutException("late"), 503, "late"),
                Arguments.of(new BadCredentialsException("no"), 401, "unauthenticated"),
                Arguments.of(new AccessDeniedException("no"), 403, "forbidden"),
                Arguments.of(
                        new ServerWebInputException("x", null, new DataBufferLimitException("x")), 413, "too-large"),
                Arguments.of(new MethodNotAllowedException(HttpMethod.PUT, List.of(HttpMethod.GET)), 405, "method"),
                Arguments.of(new NotAcceptableStatusException(List.of()), 406, "format"),
                Arguments.of(
                        new UnsupportedMediaTypeStatusException(MediaType.TEXT_XML, List.of()), 415, "content-type"),
                Arguments.of(new ResponseStatusException(HttpStatus.NOT_FOUND), 404, "not-found"),
                Arguments.of(new ResponseStatusException(HttpStatus.CONFLICT, "taken"), 409, "request"));
    }

    @ParameterizedTest
    @MethodSource("known")
    void each_known_exception_has_its_status_and_code(Throwable thrown, int status, String code) {
        Problem problem = Problems.find(thrown).orElseThrow();
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
    }

    static Stream<Throwable> faults() {
        return Stream.of(
                new IllegalStateException("a fault"),
                new NullPointerException(),
                new DataIntegrityViolationException("a rule of ours let it through"),
                new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR),
                new org.springframework.core.codec.EncodingException("cannot write our own answer"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_of_ours_is_no_problem_of_the_caller(Throwable thrown) {
        assertThat(Problems.find(thrown)).isEmpty();
    }

    @Test
    void a_problem_has_the_members_of_rfc_9457_and_both_languages() {
        Problem problem = Problem.field("word", "properties.kind", "lake", "须为 a", "must be a")
                .with("allowed", List.of("a"));
        assertThat(JsonMapper.shared().readTree(ProblemJson.encode(problem, "/api/live/areas")))
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"type":"/problems/word","title":"内容不符合要求","status":422,"code":"word","detail":"须为 a",
                        "detailEn":"must be a","instance":"/api/live/areas",
                        "errors":[{"field":"properties.kind","value":"lake","rule":"须为 a","ruleEn":"must be a"}],
                        "allowed":["a"]}"""));
    }
}
