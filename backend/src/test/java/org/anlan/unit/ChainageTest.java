package org.anlan.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.anlan.picture.PictureException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainageTest {

    @ParameterizedTest(name = "{0} is {1} m, written {2}")
    @CsvSource({
        "12+300,      12300,  12+300",
        "K12+300,     12300,  12+300",
        "k12+300,     12300,  12+300",
        "K 12 + 300,  12300,  12+300",
        "12＋300,     12300,  12+300",
        "12300,       12300,  12+300",
        "0+000,       0,      0+000",
        "0,           0,      0+000",
        "7,           7,      0+007",
        "68+796,      68796,  68+796",
        "12+300.5,    12300.5,12+301",
        "1+999.6,     1999.6, 2+000",
    })
    void is_read_as_engineers_write_it(String text, double metres, String written) {
        Chainage chainage = Chainage.parse("at", text);
        assertThat(chainage.metres()).isEqualTo(metres);
        assertThat(chainage).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "12+30", "12+3000", "-12+300", "12.3", "K12", "abc", "12+300m", "12345678", "1+2+3"})
    void anything_else_is_refused_with_the_ways_to_write_it(String text) {
        assertThatThrownBy(() -> Chainage.parse("at", text))
                .isInstanceOfSatisfying(PictureException.class, refused -> assertThat(refused.problem())
                        .satisfies(problem -> {
                            assertThat(problem.status()).isEqualTo(422);
                            assertThat(problem.errors().get(0).field()).isEqualTo("at");
                            assertThat(problem.errors().get(0).value()).isEqualTo(text);
                            assertThat(problem.detail().zh()).contains("12+300");
                        }));
    }
}
