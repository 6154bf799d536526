package org.anlan.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioReaderTest {

    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        file("scenario.json", """
                {"title":"试","titleEn":"Try","from":"2021-07-21T00:00:00+08:00","to":"2021-07-23T00:00:00+08:00",
                 "streams":[{"stream":"readings","file":"r.csv","columns":{"gauge":"g","time":"t","stageMetres":"s"}}]}
                """);
        file("places.csv", "name,lon,lat,basis\n彭村,114.368,35.522,x\n南方,14.3,95,x\n");
        file("timeline.csv", """
                time,place,kind,event,confidence,alternative_times
                2021-07-22T21:00+08:00,新镇镇彭村,breach,决口,high,2021-07-22T22:00+08:00;2021-07-23T01:20+08:00
                2021-07-21,某地,weather,雨,high,
                tomorrow,彭村,danger,不知何时,low,
                2021-07-21T08:00+08:00,彭村,danger,,low,
                2021-09-01T08:00+08:00,彭村,danger,太晚,low,
                """);
        file("steps.ndjson", """
                {"at":"2021-07-22T21:00:00+08:00","collection":"incidents","command":"create","body":{},"as":"a"}
                not json
                {"at":"2021-07-22T21:00:00+08:00","command":"create"}
                """);
        file("r.csv", "g,t,s\n31003700,2021-07-21T08:00:00+08:00,63.21\n31003700,2021-07-21T09:00:00+08:00,x\n");
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    @Test
    void wrong_rows_are_named_with_file_and_line_and_the_good_ones_kept_in_order() throws IOException {
        Scenario scenario = ScenarioReader.read(directory);
        assertThat(scenario.refused().stream().map(bad -> bad.file() + " " + bad.row()))
                .containsExactly(
                        "places.csv 3",
                        "r.csv 3",
                        "steps.ndjson 2",
                        "steps.ndjson 3",
                        "timeline.csv 4",
                        "timeline.csv 5",
                        "timeline.csv 6");
        assertThat(scenario.rows().stream().map(row -> row.file() + " " + row.line()))
                .containsExactly("timeline.csv 3", "r.csv 2", "timeline.csv 2", "steps.ndjson 1");
    }

    @Test
    void a_date_is_a_day_whose_hour_nobody_knows_and_disputed_hours_are_kept() throws IOException {
        Scenario scenario = ScenarioReader.read(directory);
        Scenario.Telling rain = (Scenario.Telling) scenario.rows().get(0);
        assertThat(rain.inject().timeKnown()).isEqualTo("day");
        assertThat(rain.place()).isNull();
        Scenario.Telling breach = (Scenario.Telling) scenario.rows().get(2);
        assertThat(breach.inject().disputed()).hasSize(2);
        assertThat(breach.place().getCoordinate().x).isEqualTo(114.368);
    }

    @Test
    void a_directory_without_its_period_is_no_scenario() throws IOException {
        file("scenario.json", "{\"title\":\"x\"}");
        assertThatThrownBy(() -> ScenarioReader.read(directory)).isInstanceOf(IOException.class);
    }
}
