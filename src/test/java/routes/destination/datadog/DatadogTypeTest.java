package routes.destination.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.integration.Fixtures;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.KameletFolder;
import routes.integration.type.Parameter;
import routes.integration.validation.Validation;
import routes.problem.Problem;

/** What the API makes of Datadog's Kamelet. */
class DatadogTypeTest {

    private final IntegrationType datadog = new IntegrationTypes(
                    new DefaultCamelContext(), new KameletFolder(Optional.of(Path.of("kamelets"))))
            .named("datadog")
            .orElseThrow();

    @Test
    void a_key_is_all_it_takes_and_it_is_a_secret() {
        assertThat(faults("site", null)).isEmpty();
        assertThat(datadog.required()).containsExactly("api_key");
        assertThat(datadog.secrets()).extracting(Parameter::field).containsExactly("api_key", "proxy_secret");
    }

    @Test
    void another_site_address_or_authority_is_another_server_for_the_key() {
        assertThat(datadog.settings())
                .filteredOn(Parameter::isTarget)
                .extracting(Parameter::field)
                .containsExactlyInAnyOrder("site", "url", "ca_file", "proxy_url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "datadoghq.com",
                "us3.datadoghq.com",
                "datadoghq.eu",
                "ap1.datadoghq.com",
                "uk1.datadoghq.com",
                "ddog-gov.com",
                "us2.ddog-gov.com"
            })
    void every_datadog_site_is_taken(String site) {
        assertThat(faults("site", site)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://datadoghq.com",
                "datadoghq.com/x",
                "datadoghq.com?x",
                "datadoghq.com.example.com",
                "exampledatadoghq.com",
                "x@datadoghq.com",
                "datadoghqxcom",
                "127.0.0.1",
                "{{secret}}"
            })
    void what_is_no_datadog_site_is_not(String site) {
        assertThat(faults("site", site)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"team:security", "team:security,cluster:eu-1", "team:security, on-call", "a.b/c_d:e"})
    void tags_are_taken(String tags) {
        assertThat(faults("tags", tags)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "team:security,", "team: security", "a\"b", "1st:x", "a:b;c:d", "{{secret}}"})
    void what_cannot_be_tags_is_not(String tags) {
        assertThat(faults("tags", tags)).isNotEmpty();
    }

    private List<Problem.Fault> faults(String field, String value) {
        ObjectNode document = Fixtures.json("{\"type\":\"datadog\",\"api_key\":\"0f0f0f\"}");
        if (value != null) {
            document.put(field, value);
        }
        return Validation.check(datadog, document, document).listed();
    }
}
