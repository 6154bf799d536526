package org.anlan.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderTest {

    @ParameterizedTest(name = "units ''{0}'' and {1}: {2}")
    @CsvSource({
        "'',                  410999101201, true",
        "410999,              410999101201, true",
        "410999101,           410999101201, true",
        "410999101201,        410999101201, true",
        "410999101201,        410999101202, false",
        "410999102,           410999101201, false",
        "410998,              410999101201, false",
        "410999102 410999101, 410999101201, true",
        "410999101201,        410999101,    true",
        "410999102201,        410999101,    false",
        "410999102,           ,             true",
    })
    void a_reader_is_concerned_by_what_lies_in_their_units_in_what_holds_them_and_nowhere(
            String units, String place, boolean covered) {
        Set<String> codes = units.isEmpty() ? Set.of() : Set.of(units.split(" "));
        Reader reader = new Reader(Role.VIEWER, codes, "");
        assertThat(reader.covers(place)).isEqualTo(covered);
        assertThat(reader.everywhere().covers(place)).isTrue();
    }
}
