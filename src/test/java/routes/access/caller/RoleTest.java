package routes.access.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"PRODUCER|PRODUCER", "VIEWER|VIEWER", "OPERATOR|VIEWER,OPERATOR", "ADMIN|VIEWER,OPERATOR,ADMIN"})
    void a_role_covers_those_below_it_and_nobody_covers_the_producer(Role role, String covered) {
        List<String> expected = List.of(covered.split(","));

        assertThat(Arrays.stream(Role.values()).filter(role::covers).map(Role::name))
                .containsExactlyElementsOf(expected);
    }
}
