package org.anlan.fieldreport;

import static org.anlan.fieldreport.Reports.CREATE;
import static org.anlan.fieldreport.Reports.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.anlan.picture.Actor;
import org.anlan.picture.Problem;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.Feature;
import org.anlan.testing.PaperSpace;
import org.anlan.testing.RecordJson;
import org.anlan.unit.Dyke;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateReportTest {

    private static final String ID = "0123456789abcdef0123456789abcdef";

    private final PaperSpace space = Reports.space();

    private Problem refusal(Reports.Draft draft) {
        return space.refusal(CREATE, PaperSpace.FIELD, draft.call());
    }

    @Test
    void a_sound_report_is_received_with_its_village_reporter_and_time() {
        Feature<FieldReport> report = Reports.send(space);
        FieldReport stored = report.properties();
        assertThat(stored.state()).isEqualTo(ReportState.RECEIVED);
        assertThat(stored.receivedAt()).isEqualTo(NOW);
        assertThat(stored.villageName()).isEqualTo("柳庄村");
        assertThat(stored.townName()).isEqualTo("柳河镇");
        assertThat(stored.villageBasis()).isEqualTo(FieldReport.VillageBasis.NEAREST);
        assertThat(stored.outsideMetres()).isZero();
        assertThat(stored.reporter()).isEqualTo(new FieldReport.Reporter("a-field", "1 号手机", "13800000000"));
        assertThat(stored.seenAt()).isNull();
        assertThat(report.by()).isEqualTo("1 号手机");
    }

    @Test
    void it_is_stored_flat_with_the_words_of_the_wire() {
        Feature<FieldReport> report = Reports.send(space, PaperSpace.FIELD, draft -> {
            draft.photos = List.of(new CreateReport.Announced(181_233L, "image/jpeg"));
            draft.chainage = new Dyke.Mark("LH-L", "12+300");
            return draft;
        });
        var json = RecordJson.mustHoldItsComponentsOnly(report.properties());
        assertThat(json.get("kind").asString()).isEqualTo("danger");
        assertThat(json.get("danger").asString()).isEqualTo("piping");
        assertThat(json.get("state").asString()).isEqualTo("received");
        assertThat(json.get("positionSource").asString()).isEqualTo("gps");
        assertThat(json.get("observedAt").asString()).isEqualTo("2021-07-22T09:50:00Z");
        assertThat(json.get("chainage").get("at").asString()).isEqualTo("12+300");
        assertThat(json.get("photos").get(0).get("state").asString()).isEqualTo("expected");
    }

    @ParameterizedTest(name = "{0} → refused: {1}")
    @CsvSource({
        "PT0S,             false",
        "PT5M,             false",
        "PT5M0.001S,       true",
        "PT24H,            true",
        "-PT720H,          false",
        "-PT720H0.001S,    true",
        "-PT8760H,         true",
    })
    void observed_at_lies_between_thirty_days_ago_and_five_minutes_ahead(Duration offset, boolean refused) {
        Reports.Draft draft = new Reports.Draft().observed(NOW.plus(offset));
        if (!refused) {
            space.ask(CREATE, PaperSpace.FIELD, draft.call());
            return;
        }
        Problem problem = refusal(draft);
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("properties.observedAt");
            assertThat(error.value()).isEqualTo(NOW.plus(offset).toString());
            assertThat(error.rule().zh()).contains("30 天");
            assertThat(error.rule().en()).contains("30 days");
        });
    }

    @ParameterizedTest(name = "kind {0}, danger {1}: {2}")
    @CsvSource({
        "DANGER,   PIPING,",
        "DANGER,   ,       properties.danger",
        "FLOOD,    ,",
        "FLOOD,    PIPING, properties.danger",
        "DISASTER, ,",
        "OTHER,    BREACH, properties.danger",
        ",         ,       properties.kind",
    })
    void a_danger_is_named_exactly_when_the_kind_is_danger(Kind kind, Danger danger, String field) {
        Reports.Draft draft = new Reports.Draft().about(kind, danger);
        if (field == null) {
            space.ask(CREATE, PaperSpace.FIELD, draft.call());
        } else {
            assertThat(refusal(draft).errors())
                    .extracting(Problem.Violation::field)
                    .containsExactly(field);
        }
    }

    @ParameterizedTest(name = "{0} signs: refused {1}")
    @CsvSource({"2000, false", "2001, true"})
    void a_text_has_at_most_two_thousand_signs(int length, boolean refused) {
        Reports.Draft draft = new Reports.Draft();
        draft.text = "水".repeat(length);
        if (refused) {
            assertThat(refusal(draft).errors().get(0).rule().zh())
                    .contains("2000")
                    .contains("2001");
        } else {
            space.ask(CREATE, PaperSpace.FIELD, draft.call());
        }
    }

    @ParameterizedTest(name = "{0} {1}, text \"{2}\"")
    @CsvSource(
            value = {"DANGER | BREACH | ''", "DANGER | PIPING | ' '", "FLOOD | | ", "OTHER | | ''"},
            delimiter = '|')
    void kind_severity_and_place_are_enough(Kind kind, Danger danger, String text) {
        Reports.Draft draft = new Reports.Draft().about(kind, danger);
        draft.text = text;
        Feature<FieldReport> report = Reports.send(space, PaperSpace.FIELD, ignored -> draft);
        assertThat(report.properties().text()).isEmpty();
        assertThat(report.properties().photos()).isEmpty();
        assertThat(report.properties().danger()).isEqualTo(danger);
    }

    @Test
    void script_stays_as_text_and_control_signs_go() {
        Feature<FieldReport> report = Reports.send(space, PaperSpace.FIELD, draft -> {
            draft.text = "<script>alert(1)</script>\u0007\u202E 第二行\r\n第三行\u0000";
            return draft;
        });
        assertThat(report.properties().text()).isEqualTo("<script>alert(1)</script> 第二行\n第三行");
    }

    @ParameterizedTest(name = "{0} bytes of {1}: {2}")
    @CsvSource({
        "1,        image/jpeg,",
        "15728640, image/jpeg,",
        "15728641, image/jpeg,  properties.photos[0].size",
        "10485760, audio/webm;codecs=opus,",
        "10485761, audio/webm;codecs=opus, properties.photos[0].size",
        "0,        image/png,   properties.photos[0].size",
        ",         image/png,   properties.photos[0].size",
        "1000,     video/mp4,   properties.photos[0].type",
        "1000,     image/..%2f, properties.photos[0].type",
        "1000,     ,",
    })
    void announced_photos_and_voice_notes_are_bounded(Long size, String type, String field) {
        Reports.Draft draft = new Reports.Draft();
        draft.photos = List.of(new CreateReport.Announced(size, type));
        if (field != null) {
            assertThat(refusal(draft).errors())
                    .extracting(Problem.Violation::field)
                    .containsExactly(field);
            return;
        }
        Feature<FieldReport> report = Reports.send(space, PaperSpace.FIELD, ignored -> draft);
        assertThat(report.properties().photos()).singleElement().satisfies(photo -> {
            assertThat(photo.n()).isEqualTo(1);
            assertThat(photo.size()).isEqualTo(size);
            assertThat(photo.state()).isEqualTo(FieldReport.PhotoState.EXPECTED);
            assertThat(photo.type()).isEqualTo(type == null ? null : type.split(";")[0]);
        });
    }

    @Test
    void nine_photos_are_taken_and_ten_refused() {
        Reports.Draft draft = new Reports.Draft();
        draft.photos = Collections.nCopies(9, new CreateReport.Announced(1000L, "image/jpeg"));
        space.ask(CREATE, PaperSpace.FIELD, draft.call());
        draft.photos = Collections.nCopies(10, new CreateReport.Announced(1000L, "image/jpeg"));
        assertThat(refusal(draft).errors().get(0).value()).isEqualTo("10");
    }

    @Test
    void everything_wrong_is_said_at_once() {
        Reports.Draft draft = new Reports.Draft().about(Kind.DANGER, null).observed(null);
        draft.severity = null;
        draft.phone = "call me";
        draft.accuracyMetres = -1.0;
        assertThat(refusal(draft).errors())
                .extracting(Problem.Violation::field)
                .containsExactlyInAnyOrder(
                        "properties.danger",
                        "properties.severity",
                        "properties.observedAt",
                        "properties.accuracyMetres",
                        "properties.phone");
    }

    @Test
    void the_reporter_s_village_wins_over_the_nearest_and_an_unknown_one_is_refused() {
        Feature<FieldReport> report = Reports.send(space, PaperSpace.FIELD, draft -> {
            draft.village = "410999102202";
            return draft;
        });
        assertThat(report.properties().villageName()).isEqualTo("北沟村");
        assertThat(report.properties().villageBasis()).isEqualTo(FieldReport.VillageBasis.REPORTER);
        Reports.Draft unknown = new Reports.Draft();
        unknown.village = "999999999999";
        assertThat(refusal(unknown).errors().get(0).value()).isEqualTo("999999999999");
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "LH-L, K12+300,",
        "LH-L, 99+000,  properties.chainage.at",
        "LH-L, twelve,  properties.chainage.at",
        "DT,   12+300,  properties.chainage.area",
    })
    void a_chainage_is_kept_as_engineers_write_it(String area, String at, String field) {
        Reports.Draft draft = new Reports.Draft();
        draft.source = FieldReport.PositionSource.CHAINAGE;
        draft.chainage = new Dyke.Mark(area, at);
        if (field != null) {
            assertThat(refusal(draft).errors().get(0).field()).isEqualTo(field);
            return;
        }
        Feature<FieldReport> report = Reports.send(space, PaperSpace.FIELD, ignored -> draft);
        assertThat(report.properties().chainage()).isEqualTo(new Dyke.Mark("LH-L", "12+300"));
    }

    @ParameterizedTest(name = "sent {0}, account {1} → {2}")
    @CsvSource({
        "13800000000, 13911111111, 13800000000",
        ",            13911111111, 13911111111",
        ",            ,",
    })
    void the_reporter_is_called_at_the_number_sent_or_that_of_the_account(String sent, String account, String kept) {
        Actor actor = new Actor("a-field", "1 号手机", org.anlan.picture.Role.FIELD, java.util.Set.of(), account);
        Feature<FieldReport> report = Reports.send(space, actor, draft -> {
            draft.phone = sent;
            return draft;
        });
        assertThat(report.properties().reporter().phone()).isEqualTo(kept);
    }

    @ParameterizedTest(name = "accuracy {0} → {1}")
    @CsvSource({"12, GPS", ", MAP"})
    void without_a_source_the_accuracy_tells_it(Double accuracy, FieldReport.PositionSource source) {
        Feature<FieldReport> report = Reports.send(space, PaperSpace.FIELD, draft -> {
            draft.source = null;
            draft.accuracyMetres = accuracy;
            return draft;
        });
        assertThat(report.properties().positionSource()).isEqualTo(source);
    }

    @ParameterizedTest(name = "{0}: refused {1}")
    @CsvSource({
        "0123456789abcdef0123456789abcdef,     false",
        "01234567-89ab-cdef-0123-456789abcdef, false",
        "0123456789ABCDEF0123456789ABCDEF,     true",
        "1,                                    true",
        "../../../../../etc/passwd-and-more-,  true",
    })
    void a_sender_may_give_the_id_if_it_is_random_enough(String id, boolean refused) {
        Reports.Draft draft = new Reports.Draft().under(id);
        if (refused) {
            assertThat(refusal(draft).errors().get(0).field()).isEqualTo("properties.id");
        } else {
            assertThat(Reports.send(space, PaperSpace.FIELD, ignored -> draft).id())
                    .isEqualTo(id);
        }
    }

    @Test
    void sent_again_under_its_id_it_is_known_and_nothing_changes() {
        Feature<FieldReport> first = Reports.send(space, PaperSpace.FIELD, draft -> draft.under(ID));
        space.setNow(NOW.plusSeconds(60));
        assertThat(Reports.send(space, PaperSpace.FIELD, draft -> draft.under(ID)))
                .isEqualTo(first);
    }

    @Test
    void sent_again_under_another_name_it_stays_one_and_passes_to_who_sends_it() {
        Feature<FieldReport> first = Reports.send(space, PaperSpace.FIELD, draft -> draft.under(ID));
        space.ask(ReportCommands.SEE, PaperSpace.DUTY, Call.on(ID, new ReportCommands.Nothing()));
        space.setNow(NOW.plusSeconds(60));
        FieldReport passed = Reports.send(space, PaperSpace.OTHER_FIELD, draft -> draft.under(ID))
                .properties();
        assertThat(passed.reporter().id()).isEqualTo(PaperSpace.OTHER_FIELD.id());
        assertThat(passed.seenBy()).isEqualTo("duty1");
        assertThat(passed.receivedAt()).isEqualTo(first.properties().receivedAt());
        assertThat(space.picture().list(FieldReports.TYPE)).hasSize(1);
        assertThat(space.refusal(
                                ReportCommands.WITHDRAW,
                                PaperSpace.FIELD,
                                Call.on(ID, new ReportCommands.ReasonInput(null)))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "time", "severity", "photos"})
    void another_report_under_a_known_id_is_refused(String what) {
        Reports.send(space, PaperSpace.FIELD, draft -> draft.under(ID));
        Reports.Draft other = new Reports.Draft().under(ID);
        switch (what) {
            case "text" -> other.text = "又一处";
            case "time" -> other.observed(NOW.minusSeconds(1));
            case "severity" -> other.severity = Severity.CRITICAL;
            default -> other.photos = List.of(new CreateReport.Announced(1000L, null));
        }
        Problem problem = space.refusal(CREATE, PaperSpace.OTHER_FIELD, other.call());
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.code()).isEqualTo("report-id");
    }

    @ParameterizedTest
    @CsvSource({"VIEWER", "WAREHOUSE_KEEPER"})
    void walls_and_store_keepers_send_no_reports(org.anlan.picture.Role role) {
        Actor actor = new Actor("x", "x", role, java.util.Set.of());
        assertThat(space.refusal(CREATE, actor, new Reports.Draft().call()).status())
                .isEqualTo(403);
    }
}
