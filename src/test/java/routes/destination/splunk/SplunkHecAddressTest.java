package routes.destination.splunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pattern of the Kamelet's url, which is the API's validation. */
class SplunkHecAddressTest {

    private final Pattern pattern = pattern();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://your-splunk:8088/services/collector/event",
                "https://splunk.example.com:8088",
                "https://splunk.example.com:8088/",
                "http://127.0.0.1:8088",
                "HTTP://127.0.0.1:8088",
                "https://[::1]:8088",
                "https://http-inputs-stack.splunkcloud.com/services/collector/event"
            })
    void addresses_of_collectors_are_taken(String url) {
        assertThat(url).matches(pattern);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "splunk:8088",
                "ftp://splunk",
                "https://",
                "https://user:password@splunk:8088",
                "https://splunk:8088?token=secret",
                "https://splunk:8088/services/collector/event?channel=1",
                "https://splunk:8088/#fragment",
                "https://splunk:8088/a b",
                "https://splunk:8088/{{secret}}",
                "https://splunk:8088/${env:SECRET}",
                "https://splunk:8088/' regex '"
            })
    void credentials_queries_and_expressions_in_an_address_are_not(String url) {
        assertThat(url).doesNotMatch(pattern);
    }

    private static Pattern pattern() {
        try {
            return Pattern.compile(new YAMLMapper()
                    .readTree(Path.of("kamelets/siem-splunk-hec-sink.kamelet.yaml")
                            .toFile())
                    .at("/spec/definition/properties/url/pattern")
                    .textValue());
        } catch (IOException unreadable) {
            throw new AssertionError("the Kamelet cannot be read", unreadable);
        }
    }
}
