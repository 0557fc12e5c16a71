package routes.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.KameletFolder;
import routes.integration.type.Parameter;
import routes.integration.validation.Validation;
import routes.problem.Problem;

/** A number no destination can work with is refused when it is sent, not found out when the integration starts. */
final class BoundsTest {

    private static final IntegrationTypes TYPES =
            new IntegrationTypes(new DefaultCamelContext(), new KameletFolder(Optional.of(Path.of("kamelets"))));

    static Stream<Arguments> integers() {
        return TYPES.all().stream().flatMap(type -> type.settings().stream()
                .filter(setting -> setting.schema().path("type").asText().equals("integer"))
                .map(setting -> Arguments.of(type.name(), setting.field(), minimum(setting))));
    }

    private static long minimum(Parameter setting) {
        return setting.schema().path("minimum").asLong(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @MethodSource("integers")
    void every_integer_has_a_least_value_and_less_is_refused(String type, String field, long minimum) {
        assertThat(faults(type, field, minimum)).isEmpty();
        assertThat(faults(type, field, minimum - 1))
                .extracting(Problem.Fault::pointer, Problem.Fault::code)
                .containsExactly(tuple("/" + field, "out_of_range"));
    }

    @Test
    void the_fault_says_which_field_what_it_holds_and_what_is_expected() {
        assertThat(faults("splunk_hec", "response_timeout", 0))
                .extracting(Problem.Fault::detail)
                .singleElement()
                .asString()
                .startsWith("response_timeout = 0 has to be at least 100. Milliseconds to wait for the reply.")
                .endsWith("For example 30000.");
    }

    @ParameterizedTest
    @CsvSource({"splunk_hec,response_timeout", "syslog_cef,write_timeout", "syslog_json,confirm_after"})
    void a_time_beyond_ten_minutes_is_refused(String type, String field) {
        assertThat(faults(type, field, 600_000)).isEmpty();
        assertThat(faults(type, field, 600_001)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"syslog_cef,1024", "syslog_json,480"})
    void a_message_size_that_cannot_start_is_refused_and_there_is_none_unless_given(String type, int least) {
        assertThat(faults(type, "max_message_bytes", least - 1)).isNotEmpty();
        assertThat(faults(type, "max_message_bytes", 0)).isNotEmpty();
        assertThat(faults(type, "max_message_bytes", least)).isEmpty();
        assertThat(TYPES.named(type).orElseThrow().schema().at("/properties/max_message_bytes/default"))
                .isEmpty();
    }

    private static List<Problem.Fault> faults(String type, String field, long value) {
        ObjectNode document = Fixtures.json("{\"type\":\"" + type + "\"}").put(field, value);
        return Validation.check(TYPES.named(type).orElseThrow(), document, document).listed().stream()
                .filter(fault -> fault.pointer().equals("/" + field))
                .toList();
    }
}
