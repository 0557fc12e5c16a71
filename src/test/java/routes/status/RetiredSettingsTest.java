package routes.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetiredSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIEM_MAX_NUMBER_CHARACTERS",
                "SIEM_MAX_VALUES",
                "SIEM_MAX_STRING_BYTES",
                "SIEM_MAX_WAIT_MS",
                "SIEM_JOURNAL_MEMORY_BYTES",
                "SIEM_JOURNAL_SEGMENT_HOURS",
                "SIEM_ACCEPT_MAX_VALUES"
            })
    void a_variable_that_was_a_setting_once_is_named_once_as_without_effect(String variable) {
        assertThat(RetiredSettings.warnings(Set.of("PATH", variable)))
                .singleElement()
                .asString()
                .startsWith(variable + " is no setting any more and has no effect");
    }

    @Test
    void one_that_is_like_a_setting_is_not_taken_for_that() {
        Properties settings = new Properties();
        settings.setProperty("siem.accept.max-events", "{{env:SIEM_MAX_EVENTS:10000}}");

        assertThat(new StartupChecks(Map.of("SIEM_MAX_VALUES", "1"), settings).warnings())
                .isEmpty();
    }

    @Test
    void so_is_a_system_property() {
        assertThat(RetiredSettings.warnings(Set.of("java.home", "siem.journal.segment-hours")))
                .singleElement()
                .asString()
                .startsWith("siem.journal.segment-hours is no setting any more");
    }

    @Test
    void no_setting_there_is_counts_as_one_that_was() throws IOException {
        Properties settings = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/application.properties")) {
            settings.load(file);
        }
        Set<String> variables = Pattern.compile("SIEM_[A-Z0-9_]+")
                .matcher(settings.values().toString())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        assertThat(variables).hasSizeGreaterThan(40);
        assertThat(RetiredSettings.warnings(variables)).isEmpty();
        assertThat(RetiredSettings.warnings(settings.stringPropertyNames())).isEmpty();
    }
}
