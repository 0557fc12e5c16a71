package routes.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.Setting;

class NumberRangeTest {

    /** Numbers that are read by what they are for, with a range of their own. */
    private static final Set<String> ELSEWHERE = Set.of("siem.environment.batch-size");

    static Stream<Setting> numbers() {
        return Setting.all().stream()
                .filter(setting -> setting.defaultValue().matches("\\d+"))
                .filter(setting -> !setting.variable().isEmpty() && !ELSEWHERE.contains(setting.key()));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void each_number_among_the_settings_has_a_range_and_its_default_is_in_it(Setting setting) {
        NumberRange range = NumberRange.of(setting.key());

        assertThat(range.read(setting.key(), setting.defaultValue())).isEqualTo(Long.parseLong(setting.defaultValue()));
        for (String outside : List.of(
                Long.toString(range.least() - 1), Long.toString(range.most() + 1), "-1e9", "9".repeat(30), "ten", "")) {
            assertThatThrownBy(() -> range.read(setting.key(), outside))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(setting.key() + " = " + outside + ": expected a whole number from "
                            + range.least() + " to " + range.most());
        }
    }

    @Test
    void there_are_numbers_among_the_settings() {
        assertThat(numbers().count()).isGreaterThan(20);
    }
}
