package org.anlan.web.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.web.Notes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputReaderTest {

    private final BodyReader bodies = new BodyReader();
    private final InputReader inputs = new InputReader();

    @ParameterizedTest(name = "{0} → {1} {2} {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"text\":\"a\",\"count\":1,\"colour\":\"green\"} | word | properties.colour | green",
                "{\"text\":\"a\",\"count\":1,\"colour\":\"RED\"} | word | properties.colour | RED",
                "{\"text\":\"a\",\"count\":1,\"colour\":\"\"} | word | properties.colour | ``",
                "{\"text\":\"a\",\"count\":1,\"colour\":0} | word | properties.colour | 0",
                "{\"text\":\"a\",\"count\":1,\"state\":\"closed\"} | unknown-field | properties.state | closed",
                "{\"text\":\"a\",\"count\":\"1\"} | type | properties.count | 1",
                "{\"text\":\"a\",\"count\":1.5} | type | properties.count | 1.5",
                "{\"text\":\"a\",\"count\":99999999999} | type | properties.count | 99999999999",
                "{\"text\":\"a\",\"count\":true} | type | properties.count | true",
                "{\"text\":\"a\",\"count\":[1]} | type | properties.count | [1]",
                "{\"text\":\"a\",\"count\":null} | missing | properties.count | null",
                "{\"text\":\"a\"} | missing | properties.count | null",
                "{\"count\":1} | missing | properties.text | null",
                "{\"text\":7,\"count\":1} | type | properties.text | 7",
                "{\"text\":{},\"count\":1} | type | properties.text | {}",
                "{\"text\":\"a\",\"count\":13} | value | properties.count | 13",
                "{\"text\":\"a\",\"count\":1,\"secret\":\"true\"} | type | properties.secret | true",
                "{\"text\":\"a\",\"count\":1,\"secret\":1} | type | properties.secret | 1",
                "{\"text\":\"a\",\"count\":1,\"metres\":\"12\"} | type | properties.metres | 12",
                "{\"text\":\"a\",\"count\":1,\"metres\":NaN} | number | properties.metres | NaN",
                "{\"text\":\"a\",\"count\":1,\"metres\":-Infinity} | number | properties.metres | -Infinity",
                "{\"text\":\"a\",\"count\":1,\"metres\":1e999} | number | properties.metres | Infinity",
                "{\"text\":\"a\",\"count\":1,\"seenAt\":\"yesterday\"} | time | properties.seenAt | yesterday",
                "{\"text\":\"a\",\"count\":1,\"seenAt\":\"2021-07-22T09:50:00\"} | time | properties.seenAt | 2021-07-22T09:50:00",
                "{\"text\":\"a\",\"count\":1,\"seenAt\":\"2021-02-30T09:50:00Z\"} | time | properties.seenAt | 2021-02-30T09:50:00Z",
                "{\"text\":\"a\",\"count\":1,\"seenAt\":\"+12021-07-22T09:50:00Z\"} | time | properties.seenAt | +12021-07-22T09:50:00Z",
                "{\"text\":\"a\",\"count\":1,\"seenAt\":1626918600} | time | properties.seenAt | 1626918600",
                "{\"text\":\"a\",\"count\":1,\"writers\":{}} | type | properties.writers | {}",
                "{\"text\":\"a\",\"count\":1,\"writers\":[{\"name\":\"李\"},7]} | type | properties.writers[1] | 7",
                "{\"text\":\"a\",\"count\":1,\"writers\":[{\"nme\":\"李\"}]} | unknown-field | properties.writers[0].nme | 李",
                "{\"text\":\"a\\u0000b\",\"count\":1} | text | properties.text | U+0000",
                "{\"text\":\"\\ud83d\",\"count\":1} | text | properties.text | U+D83D",
                "[] | type | properties | []",
                "\"text\" | type | properties | text",
                "null | type | properties | null",
            })
    void a_bad_member_is_named_with_its_value(String properties, String code, String field, String value) {
        Problem problem = refusal("{\"type\":\"Feature\",\"geometry\":null,\"properties\":" + properties + "}", null);
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.errors()).hasSize(1);
        assertThat(problem.errors().get(0).field()).isEqualTo(field);
        assertThat(problem.errors().get(0).value()).isEqualTo(value);
        assertThat(problem.detail().zh()).isNotBlank();
    }

    @ParameterizedTest(name = "{0} → {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"geometry\":null,\"properties\":{}} | type | type",
                "{\"type\":\"feature\",\"properties\":{}} | type | type",
                "{\"type\":\"Feature\"} | type | properties",
                "{\"type\":\"Feature\",\"text\":\"a\",\"properties\":{}} | unknown-field | text",
                "{\"type\":\"Feature\",\"id\":\"mine\",\"properties\":{}} | unknown-field | id",
                "{\"type\":\"Feature\",\"geometry\":5,\"properties\":{}} | geometry | geometry",
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\"},\"properties\":{}} | geometry | geometry",
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Circle\",\"coordinates\":[1,2]},\"properties\":{}} | geometry | geometry",
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[114,35],[115,36]]},\"properties\":{}} | geometry | geometry",
            })
    void a_bad_frame_is_named(String body, String code, String field) {
        Problem problem = refusal(body, null);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.errors().get(0).field()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"a\":` | json",
                "`` | json",
                "`[1]` | json",
                "`{\"a\":1,\"a\":2}` | json",
                "`{\"a\":1} x` | json",
                "`{'a':1}` | json",
                "`<script>` | json",
            })
    void what_is_no_json_object_is_a_bad_request(String body, String code) {
        Problem problem = refusal(body, null);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo(code);
    }

    @Test
    void a_body_nested_without_end_is_a_bad_request() {
        assertThat(refusal("{\"a\":" + "[".repeat(100_000), null).status()).isEqualTo(400);
    }

    @Test
    void a_crossing_outline_is_refused_with_the_place_of_the_fault() {
        Problem problem = refusal("""
                {"type":"Feature","properties":{},"geometry":{"type":"Polygon",
                "coordinates":[[[114,35],[115,36],[115,35],[114,36],[114,35]]]}}""", null);
        assertThat(problem.code()).isEqualTo("geometry");
        assertThat(problem.toString()).contains("114.5", "35.5");
    }

    @Test
    void every_word_of_an_enum_is_listed() {
        Problem problem = refusal("{\"type\":\"Feature\",\"properties\":{\"colour\":\"x\"}}", null);
        assertThat(problem.extra().get("allowed")).isEqualTo(java.util.List.of("red", "dark-blue"));
        assertThat(problem.detail().en()).contains("red dark-blue");
    }

    @Test
    void good_input_arrives_whole() {
        var read = inputs.feature(body("""
                {"type":"Feature","geometry":{"type":"Point","coordinates":[114.5,35.6]},"properties":
                {"text":"堤脚管涌 😀 <script>","colour":"dark-blue","metres":12,"count":3,
                "seenAt":"2021-07-22T17:50:00+08:00","writers":[{"name":"李"}]}}"""), Notes.TYPE, Notes.CREATE, null);
        assertThat(read.geometry().getCoordinate().x).isEqualTo(114.5);
        assertThat(read.input().text()).isEqualTo("堤脚管涌 😀 <script>");
        assertThat(read.input().colour()).isEqualTo(Notes.Colour.DARK_BLUE);
        assertThat(read.input().seenAt()).isEqualTo(Instant.parse("2021-07-22T09:50:00Z"));
        assertThat(read.input().writers()).hasSize(1);
    }

    @Test
    void a_feature_may_be_sent_back_as_it_was_read_but_not_under_another_name() {
        String sent = "{\"type\":\"Feature\",\"id\":\"n-1\",\"collection\":\"notes\",\"version\":3,\"seq\":9,"
                + "\"updated\":\"2021-07-22T09:50:00Z\",\"by\":\"李\",\"properties\":{\"text\":\"a\",\"count\":1}}";
        assertThat(inputs.feature(body(sent), Notes.TYPE, Notes.EDIT, "n-1")
                        .input()
                        .text())
                .isEqualTo("a");
        assertThat(refusal(sent, "n-2").errors().get(0).field()).isEqualTo("id");
    }

    @Test
    void members_of_a_plain_command_have_no_prefix() {
        PictureException thrown =
                catchThrowableOfType(PictureException.class, () -> inputs.plain(body("{\"by\":\"two\"}"), Notes.ADD));
        assertThat(thrown.problem().errors().get(0).field()).isEqualTo("by");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":[true,null]} | { \"b\" : [true, null], \"a\" : 1.0 } | true",
                "{\"a\":1} | {\"a\":\"1\"} | false",
                "{\"a\":[1,2]} | {\"a\":[2,1]} | false",
                "{\"a\":\"\",\"b\":1} | {\"b\":1} | false",
                "{\"x\":{\"a\":1,\"b\":2}} | {\"x\":{\"b\":2,\"a\":1}} | true",
            })
    void the_same_content_has_the_same_fingerprint(String one, String other, boolean same) {
        assertThat(Fingerprint.of("POST", "/a", body(one)).equals(Fingerprint.of("POST", "/a", body(other))))
                .isEqualTo(same);
    }

    private Problem refusal(String body, String id) {
        PictureException thrown = catchThrowableOfType(
                PictureException.class,
                () -> inputs.feature(body(body), Notes.TYPE, id == null ? Notes.CREATE : Notes.EDIT, id));
        assertThat(thrown).as(body).isNotNull();
        return thrown.problem();
    }

    private tools.jackson.databind.JsonNode body(String text) {
        return bodies.object(text.getBytes(StandardCharsets.UTF_8));
    }
}
