package org.anlan.picture.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumbersTest {

    record Person(@Verbatim String id, String name) {}

    record Sheet(String text, int count, Person author, List<Person> others, List<String> lines) {}

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "打13800000000,                  打☎***",
        "+86 138-0000-0000 张,           ☎*** 张",
        "0392-5500000,                   ☎***",
        "0105500000,                     ☎***",
        "水位 64.10 米,                  水位 64.10 米",
        "桩号 12+300,                    桩号 12+300",
        "编码 410621001001 村,           编码 410621001001 村",
        "2021-07-22 17:50,               2021-07-22 17:50",
    })
    void numbers_to_call_are_hidden_in_a_text_and_other_numbers_stay(String text, String shown) {
        assertThat(PhoneNumbers.hideIn(text)).isEqualTo(shown);
    }

    @Test
    void they_are_hidden_however_deep_a_text_lies_and_what_is_verbatim_stays() {
        Person person = new Person("13800000000", "张 13800000000");
        Person shown = new Person("13800000000", "张 ☎***");
        Sheet sheet = new Sheet("0392-5500000", 3, person, Arrays.asList(null, person), List.of("平", "13800000000"));
        assertThat(Texts.withoutNumbers(sheet))
                .isEqualTo(new Sheet("☎***", 3, shown, Arrays.asList(null, shown), List.of("平", "☎***")));
    }

    @Test
    void a_record_without_a_number_stays_the_same_one() {
        Sheet sheet = new Sheet("平", 3, new Person("13800000000", "张"), List.of(), null);
        assertThat(Texts.withoutNumbers(sheet)).isSameAs(sheet);
    }
}
