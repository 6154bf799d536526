package org.anlan.fieldreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.Feature;
import org.anlan.testing.PaperSpace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibilityTest {

    private final PaperSpace space = Reports.space();

    @ParameterizedTest(name = "{0} reading as ''{1}'': seen {2}, phone {3}")
    @CsvSource({
        "FIELD,            a-field,   true,  true",
        "FIELD,            a-field-2, false, false",
        "FIELD,            '',        false, false",
        "VIEWER,           a-wall,    true,  false",
        "VIEWER,           '',        true,  false",
        "WAREHOUSE_KEEPER, '',        true,  true",
        "DUTY_OFFICER,     '',        true,  true",
        "COMMANDER,        '',        true,  true",
        "ADMINISTRATOR,    a-admin,   true,  true",
    })
    void who_sees_a_report_and_whose_phone_number(Role role, String actor, boolean seen, boolean phone) {
        Feature<FieldReport> report = Reports.send(space, PaperSpace.FIELD, draft -> {
            draft.text = "急,请打 138 0000 0000 或 0392-5500000";
            return draft;
        });
        space.ask(
                ReportCommands.ASK,
                PaperSpace.DUTY,
                Call.on(report.id(), new ReportCommands.AskInput("请回电 13911111111")));
        Feature<FieldReport> stored = space.picture().get(FieldReports.TYPE, report.id());
        var view = FieldReports.TYPE.see(new Reader(role, Set.of(), actor), stored);
        assertThat(view.isPresent()).isEqualTo(seen);
        view.ifPresent(feature -> {
            String all = feature.properties().toString();
            assertThat(all.contains("13800000000")).isEqualTo(phone);
            assertThat(all.contains("138 0000 0000")).isEqualTo(phone);
            assertThat(all.contains("5500000")).isEqualTo(phone);
            assertThat(all.contains("13911111111")).isEqualTo(phone);
            assertThat(feature.properties().reporter().name()).isEqualTo("1 号手机");
        });
    }

    @ParameterizedTest(name = "{0} as ''{1}'' of ''{2}'' reading what lies in {3}: {4}")
    @CsvSource({
        "DUTY_OFFICER, a-duty,    '',                  410999101201, true",
        "DUTY_OFFICER, a-duty,    410999101,           410999101201, true",
        "DUTY_OFFICER, '',        410999101201,        410999101201, true",
        "DUTY_OFFICER, a-duty,    410999,              410999101201, true",
        "DUTY_OFFICER, a-duty,    410999102,           410999101201, false",
        "COMMANDER,    a-chief,   410999101202,        410999101201, false",
        "VIEWER,       '',        410999101 410999102, 410999102201, true",
        "VIEWER,       '',        410999102,           410999101201, false",
        "VIEWER,       '',        410999102,           ,             true",
        "FIELD,        a-field,   410999102,           410999101201, true",
        "FIELD,        a-field-2, 410999101,           410999101201, false",
    })
    void who_is_limited_to_units_sees_what_lies_in_them_or_in_none_and_a_phone_its_own(
            Role role, String actor, String units, String village, boolean seen) {
        Feature<FieldReport> report =
                Reports.send(space, PaperSpace.FIELD, draft -> village == null ? draft.far() : draft.in(village));
        assertThat(report.properties().village()).isEqualTo(village);
        Set<String> codes = units.isEmpty() ? Set.of() : Set.of(units.split(" "));
        assertThat(FieldReports.TYPE.see(new Reader(role, codes, actor), report).isPresent())
                .isEqualTo(seen);
    }
}
