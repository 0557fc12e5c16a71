package routes.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLevelsTest {

    @Test
    void names_have_levels_and_a_level_alone_is_everybody_elses() {
        assertThat(LogLevels.parse("com.acme.audit=DEBUG, my-route = off ,warn"))
                .containsExactly(
                        entry("com.acme.audit", "debug"), entry("my-route", "off"), entry(LogLevels.ROOT, "warn"));
        assertThat(LogLevels.parse(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loud", "com.acme=", "=info", "com.acme=loud", "a,", "a b=info", "com.acme:info"})
    void what_is_no_level_is_refused_by_name(String setting) {
        assertThat(LogLevels.refusal(setting).orElseThrow())
                .startsWith("SIEM_LOG_LEVEL: \"")
                .contains("off, error, warn, info, debug, trace");
    }

    @Test
    void a_logger_that_would_print_secrets_cannot_be_made_to_and_neither_can_one_below_it() {
        LogLevels.GUARDED.keySet().forEach(name -> {
            assertThatThrownBy(() -> LogLevels.parse(name + "=debug")).hasMessageContaining("secrets");
            assertThatThrownBy(() -> LogLevels.parse(name + ".wire=trace")).hasMessageContaining("secrets");
            assertThat(LogLevels.parse(name + "=off")).hasSize(1);
        });
        assertThat(LogLevels.parse("org.apache=trace"))
                .as("those above do not print them")
                .hasSize(1);
    }

    @Test
    void the_guarded_loggers_are_those_of_the_configurations() throws IOException {
        for (String file : new String[] {"log4j2.xml", "log4j2-file.xml"}) {
            String configuration = Files.readString(Path.of("src/main/resources", file));
            for (Map.Entry<String, String> guarded : LogLevels.GUARDED.entrySet()) {
                assertThat(configuration)
                        .contains("<Logger name=\"" + guarded.getKey() + "\" level=\"" + guarded.getValue() + "\"/>");
            }
        }
    }
}
