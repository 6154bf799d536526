package org.anlan.picture.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.anlan.picture.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RowsTest {

    record Level(String place, Instant time, Double metres, int count) {}

    private static Rows<Level> read(String... rows) {
        return Rows.read(List.of(rows).stream().map(RowsTest::tree).toList(), Level.class);
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"time\":1626918600,\"count\":1} | time",
                "{\"time\":\"2021-07-22T09:50:00\",\"count\":1} | time",
                "{\"time\":\"2021-07-22\",\"count\":1} | time",
                "{\"time\":\"2021-02-30T09:50:00Z\",\"count\":1} | time",
                "{\"time\":\"2021-07-22T23:59:60Z\",\"count\":1} | time",
                "{\"place\":7,\"count\":1} | place",
                "{\"metres\":\"64.3\",\"count\":1} | metres",
                "{\"metres\":true,\"count\":1} | metres",
                "{\"count\":1.5} | count",
                "{\"count\":null} | count",
                "{\"count\":1,\"colour\":\"red\"} | colour"
            })
    void what_would_have_to_be_guessed_at_is_refused_by_its_field(String row, String field) {
        Rows<Level> rows = read("{\"count\":1}", row);
        assertThat(rows.good()).extracting(Rows.Row::number).containsExactly(1);
        assertThat(rows.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.row()).isEqualTo(2);
            assertThat(refused.problem().errors())
                    .singleElement()
                    .extracting(Problem.Violation::field)
                    .isEqualTo(field);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2021-07-22T09:50:00Z, 2021-07-22T09:50:00Z",
        "2021-07-22T17:50:00+08:00, 2021-07-22T09:50:00Z",
        "2021-07-22T17:50:00.123456+08:00, 2021-07-22T09:50:00.123456Z",
        "2021-07-22T17:50+08:00, 2021-07-22T09:50:00Z",
        "1954-08-12T00:00:00.999Z, 1954-08-12T00:00:00.999Z"
    })
    void a_time_is_the_moment_it_names(String text, Instant time) {
        assertThat(read("{\"count\":1,\"time\":\"" + text + "\"}").good())
                .extracting(row -> row.value().time())
                .containsExactly(time);
    }

    @Test
    void rows_keep_their_order_and_their_numbers() {
        String[] rows = new String[1_000];
        for (int index = 0; index < rows.length; index++) {
            rows[index] = index % 7 == 3 ? "[]" : "{\"count\":" + index + "}";
        }
        Rows<Level> read = read(rows);
        assertThat(read.good())
                .allSatisfy(row -> assertThat(row.value().count()).isEqualTo(row.number() - 1));
        assertThat(read.refused()).extracting(Receipt.Refused::row).isSorted().hasSize(143);
    }
}
