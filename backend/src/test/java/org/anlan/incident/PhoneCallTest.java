package org.anlan.incident;

import static org.anlan.fieldreport.Reports.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.anlan.fieldreport.Kind;
import org.anlan.fieldreport.Reports;
import org.anlan.fieldreport.Severity;
import org.anlan.incident.Incident.NamedPhone;
import org.anlan.picture.Problem;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.Feature;
import org.anlan.testing.PaperSpace;
import org.anlan.unit.Dyke;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;

class PhoneCallTest extends Desk {

    @ParameterizedTest(name = "point {0} {1}, place {2}, village {3}, 桩号 {4} → {5}")
    @CsvSource({
        "114.51, 35.61, ,            ,             ,       114.51, 35.61, 石桥村",
        ",       ,      ,            410999102202, ,       114.62, 35.71, 北沟村",
        ",       ,      ,            ,             20+000, 114.51, 35.60, 柳庄村",
        ",       ,      北沟村东头,  ,             ,       114.62, 35.71, 北沟村",
        "114.51, 35.61, 三岔口,      410999102202, 20+000, 114.51, 35.61, 北沟村",
    })
    void a_call_is_placed_by_what_the_caller_could_say(
            Double lon, Double lat, String place, String village, String at, double x, double y, String name) {
        Geometry point = lon == null ? null : PaperSpace.point(lon, lat);
        Feature<Incident> opened = incident(open(point, place, village, at == null ? null : new Dyke.Mark("LH-L", at)));
        assertThat(opened.geometry().distance(PaperSpace.point(x, y))).isLessThan(1e-4);
        assertThat(opened.properties().villageName()).isEqualTo(name);
        assertThat(opened.properties().source()).isEqualTo(Incident.Source.PHONE);
        assertThat(opened.properties().caller()).isEqualTo(new NamedPhone("王五", "13911112222"));
        assertThat(opened.properties().timeline().get(0).text()).startsWith("堤上漏水");
    }

    @ParameterizedTest(name = "place {0}, village {1}, 桩号 {2}: {3}")
    @CsvSource({
        ",       ,             ,       geometry",
        "柳庄村, ,             ,       properties.place",
        "某处,   ,             ,       properties.place",
        ",       410999199999, ,       properties.village",
        ",       ,             99+000, properties.chainage.at",
    })
    void a_call_that_cannot_be_placed_is_refused_naming_what_was_wrong(
            String place, String village, String at, String field) {
        Dyke.Mark mark = at == null ? null : new Dyke.Mark("LH-L", at);
        assertThat(space.refusal(CREATE, DUTY, Call.create(null, phoneCall(place, village, mark)))
                        .errors()
                        .get(0)
                        .field())
                .isEqualTo(field);
    }

    @Test
    void everything_wrong_with_a_call_is_said_at_once() {
        var input = new CreateIncident.Input(
                "题".repeat(101),
                Kind.DANGER,
                null,
                null,
                null,
                null,
                null,
                null,
                NOW.plus(Duration.ofHours(1)),
                new NamedPhone("王五", "ask him"),
                "",
                null);
        assertThat(space.refusal(CREATE, DUTY, Call.create(null, input)).errors())
                .extracting(Problem.Violation::field)
                .containsExactlyInAnyOrder(
                        "properties.title",
                        "properties.caller.phone",
                        "properties.danger",
                        "properties.severity",
                        "properties.occurredAt");
    }

    @Test
    void numbers_count_on_from_reports_and_calls_alike() {
        accept(Reports.send(space).id());
        String second = open(null, null, "410999102202", null);
        assertThat(incident(second).properties().number()).isEqualTo("2021-0002");
        space.setNow(Instant.parse("2021-12-31T16:00:00Z"));
        String third = space.ask(
                        CREATE,
                        DUTY,
                        Call.create(
                                PaperSpace.point(114.5, 35.6),
                                new CreateIncident.Input(
                                        "跨年",
                                        Kind.OTHER,
                                        null,
                                        Severity.MINOR,
                                        null,
                                        null,
                                        null,
                                        null,
                                        space.now(),
                                        null,
                                        null,
                                        null)))
                .id();
        assertThat(incident(third).properties().number()).isEqualTo("2022-0001");
    }
}
