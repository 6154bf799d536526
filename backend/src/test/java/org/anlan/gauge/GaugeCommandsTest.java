package org.anlan.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.anlan.picture.Problem;
import org.anlan.picture.json.StrictJson;
import org.anlan.picture.model.Call;
import org.anlan.testing.PaperSpace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class GaugeCommandsTest {

    private static final JsonMapper JSON = StrictJson.mapper();
    private static final String GOOD = """
            {"code":"31009001","name":"试验站","river":"卫河","kind":"river","inCounty":true,"warningStageMetres":64.1,
            "guaranteeStageMetres":66.4,"recordStageMetres":68.5,"guaranteeFlow":400,"thresholdDatum":"frozen","readingDatum":"1985",
            "conversions":[{"from":"frozen","to":"1985","offsetMetres":-0.67,"validFrom":"2021-01-01","confidence":"实测"}],
            "intervalMinutes":30}""";

    private final PaperSpace space = new PaperSpace(Instant.parse("2021-07-22T04:00:00Z"));

    private static GaugeInput input(String json) {
        return JSON.readValue(json, GaugeInput.class);
    }

    @BeforeEach
    void create() {
        space.ask(GaugeCommands.CREATE, PaperSpace.DUTY, Call.create(PaperSpace.point(114.3, 35.5), input(GOOD)));
    }

    private Gauge gauge() {
        return space.picture().get(Gauges.TYPE, "31009001").properties();
    }

    private void edit(String json) {
        space.ask(GaugeCommands.EDIT, PaperSpace.DUTY, Call.on("31009001", input(json)));
    }

    @Test
    void a_new_gauge_stands_under_its_code_and_has_no_reading() {
        assertThat(gauge().guaranteeStageMetres()).isEqualTo(66.4);
        assertThat(gauge().state()).isEqualTo(Gauge.State.MISSING);
        assertThat(gauge().conversions())
                .containsExactly(
                        new Conversion(Datum.FROZEN, Datum.NATIONAL_1985, -0.67, LocalDate.parse("2021-01-01"), "实测"));
        Problem again = space.refusal(
                GaugeCommands.CREATE, PaperSpace.DUTY, Call.create(PaperSpace.point(114.3, 35.5), input(GOOD)));
        assertThat(again.code()).isEqualTo("exists");
    }

    @Test
    void an_edit_changes_what_is_sent_and_clears_what_is_named() {
        edit("{\"warningStageMetres\":64.5,\"cleared\":[\"recordStageMetres\",\"guaranteeFlow\"]}");
        assertThat(gauge().warningStageMetres()).isEqualTo(64.5);
        assertThat(gauge().guaranteeStageMetres()).isEqualTo(66.4);
        assertThat(gauge().recordStageMetres()).isNull();
        assertThat(gauge().guaranteeFlow()).isNull();
        assertThat(gauge().conversions()).hasSize(1);
        edit("{\"conversions\":[]}");
        assertThat(gauge().conversions()).isEmpty();
    }

    @Test
    void a_removed_gauge_can_be_entered_again() {
        space.ask(GaugeCommands.REMOVE, PaperSpace.DUTY, Call.on("31009001", new GaugeCommands.Nothing()));
        assertThat(space.picture().find(Gauges.TYPE, "31009001")).isEmpty();
        create();
        assertThat(gauge().name()).isEqualTo("试验站");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\" \"}                                                       | name",
                "{\"warningStageMetres\":66.41}                                         | guaranteeStageMetres",
                "{\"guaranteeStageMetres\":64}                                          | guaranteeStageMetres",
                "{\"recordStageMetres\":66.39}                                          | recordStageMetres",
                "{\"recordStageMetres\":64,\"cleared\":[\"guaranteeStageMetres\"]}      | recordStageMetres",
                "{\"recordStageMetres\":70,\"cleared\":[\"recordStageMetres\"]}         | recordStageMetres",
                "{\"warningStageMetres\":-9001}                                         | warningStageMetres",
                "{\"guaranteeFlow\":-1}                                                 | guaranteeFlow",
                "{\"intervalMinutes\":0}                                                | intervalMinutes",
                "{\"intervalMinutes\":44641}                                            | intervalMinutes",
                "{\"conversions\":[null]}                                               | conversions",
                "{\"conversions\":[{\"from\":\"1985\",\"to\":\"1985\",\"offsetMetres\":1,\"validFrom\":\"2021-01-01\"}]}    | conversions[0].to",
                "{\"conversions\":[{\"from\":\"1985\",\"to\":\"unknown\",\"offsetMetres\":1,\"validFrom\":\"2021-01-01\"}]} | conversions[0].to",
                "{\"conversions\":[{\"from\":\"1985\",\"to\":\"frozen\",\"validFrom\":\"2021-01-01\"}]}                     | conversions[0].offsetMetres",
                "{\"conversions\":[{\"from\":\"1985\",\"to\":\"frozen\",\"offsetMetres\":100,\"validFrom\":\"2021-01-01\"}]} | conversions[0].offsetMetres",
                "{\"conversions\":[{\"from\":\"1985\",\"to\":\"frozen\",\"offsetMetres\":1}]}                               | conversions[0].validFrom",
                "{\"conversions\":[{\"to\":\"frozen\",\"offsetMetres\":1,\"validFrom\":\"2021-01-01\"}]}                    | conversions[0].from"
            })
    void nonsense_is_refused_with_its_field(String json, String field) {
        Problem problem = space.refusal(GaugeCommands.EDIT, PaperSpace.DUTY, Call.on("31009001", input(json)));
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors()).extracting(Problem.Violation::field).containsExactly("properties." + field);
    }

    @Test
    void two_conversions_of_one_day_are_refused_whichever_way_they_are_written() {
        String twice = """
                {"conversions":[{"from":"frozen","to":"1985","offsetMetres":1,"validFrom":"2021-01-01"},
                {"from":"1985","to":"frozen","offsetMetres":-1,"validFrom":"2021-01-01"}]}""";
        Problem problem = space.refusal(GaugeCommands.EDIT, PaperSpace.DUTY, Call.on("31009001", input(twice)));
        assertThat(problem.errors())
                .extracting(Problem.Violation::field)
                .isEqualTo(List.of("properties.conversions[1].validFrom"));
    }

    @Test
    void a_code_is_not_changed_and_all_that_is_wrong_with_a_new_gauge_is_said_at_once() {
        assertThat(space.refusal(
                                GaugeCommands.EDIT,
                                PaperSpace.DUTY,
                                Call.on("31009001", input("{\"code\":\"31009002\"}")))
                        .errors()
                        .get(0)
                        .field())
                .isEqualTo("properties.code");
        Problem problem = space.refusal(
                GaugeCommands.CREATE,
                PaperSpace.DUTY,
                Call.create(PaperSpace.point(114.3, 35.5), input("{\"code\":\"a b\",\"intervalMinutes\":-1}")));
        assertThat(problem.errors())
                .extracting(Problem.Violation::field)
                .containsExactly("properties.code", "properties.name", "properties.intervalMinutes");
    }
}
