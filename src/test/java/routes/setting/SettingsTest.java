package routes.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void a_secret_is_what_the_environment_says_whatever_braces_it_holds() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Properties definitions = new Properties();
            definitions.setProperty("siem.api.token", "{{env:SIEM_API_TOKEN:}}");
            definitions.setProperty("siem.integrations.key", "{{env:SIEM_INTEGRATIONS_KEY:}}");
            Settings settings = new Settings(context, definitions, Map.of("SIEM_API_TOKEN", " a{{b}}c}}\n"));

            assertThat(settings.secret("siem.api.token")).isEqualTo("a{{b}}c}}");
            assertThat(settings.secret("siem.integrations.key")).isEmpty();
        }
    }

    @Test
    void a_value_from_outside_is_never_evaluated() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Properties definitions = new Properties();
            try (InputStream file = SettingsTest.class.getResourceAsStream("/application.properties")) {
                definitions.load(file);
            }
            Map<String, String> environment = new HashMap<>();
            definitions.forEach((key, value) -> {
                Matcher setting = SettingNames.DEFINITION.matcher(value.toString());
                if (setting.matches()) {
                    environment.put(setting.group(1), "{{env:PATH}}");
                }
            });
            Settings settings = new Settings(context, definitions, environment);

            assertThat(definitions.stringPropertyNames())
                    .filteredOn(key -> SettingNames.DEFINITION
                            .matcher(definitions.getProperty(key))
                            .matches())
                    .hasSizeGreaterThan(50)
                    .allSatisfy(key -> assertThat(settings.text(key)).isEqualTo("{{env:PATH}}"));
        }
    }

    @Test
    void nor_is_one_that_comes_by_the_name_camel_gives_a_variable() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Settings settings =
                    new Settings(context, new Properties(), Map.of("SIEM_ENVIRONMENT_TYPE", "{{env:PATH}}"));

            assertThat(settings.text("siem.environment.type")).isEqualTo("{{env:PATH}}");
            assertThat(settings.filled("a {{siem.environment.type}} b")).isEqualTo("a {{env:PATH}} b");
        }
    }
}
