package routes.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
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
}
