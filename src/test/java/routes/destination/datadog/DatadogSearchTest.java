package routes.destination.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.destination.CalledSink;
import routes.event.Batch;
import routes.event.Samples;

/** The searches and monitors that the Redaction Server's guide prints find what the sink sends, without a pipeline. */
class DatadogSearchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source:mcp-redaction|audit-redact|policy-deny",
                "source:mcp-redaction @action:classify @categories.type:secret|classify-secret|audit-classify",
                "source:mcp-redaction @suggested_action:block|audit-route|audit-classify",
                "source:mcp-redaction @action:detokenize @categories.type:secret|detokenize-secret|audit-detokenize",
                "source:mcp-redaction @decision.action:block status:error|audit-route|audit-classify",
                "source:mcp-redaction @region:eu @decision.target:external\\:azure_openai_eu\\:*|route-eu|audit-route",
                "service:mcp-redaction env:prod region:eu category:secret|audit-route|audit-classify",
                "action:route env:prod caller:hr-assistant|audit-route|audit-classify",
                "@caller:hr-assistant|audit-route|audit-classify",
                "source:mitrity status:error event_type:policy.deny|policy-deny|policy-alert"
            })
    void a_search_finds_what_it_should_and_not_what_it_should_not(String search, String found, String other) {
        assertThat(stored(found).matches(search)).isTrue();
        assertThat(stored(other).matches(search)).isFalse();
    }

    private static DatadogEntry stored(String name) {
        ObjectNode event =
                switch (name) {
                    case "classify-secret" -> secret("audit-classify");
                    case "detokenize-secret" -> secret("audit-detokenize");
                    case "route-eu" -> target("external:azure_openai_eu:gpt-4");
                    default -> Samples.json(name);
                };
        event.put(event.has("ts") ? "ts" : "occurred_at", Instant.now().toString());
        try (DatadogEmulator datadog = DatadogEmulator.start("k");
                CalledSink sink = CalledSink.of("siem-datadog-sink", Map.of("apiKey", "k", "url", datadog.url()))) {
            assertThat(sink.send(new Batch(List.of(Samples.event(event)))).getException())
                    .isNull();
            return datadog.logs().get(0);
        }
    }

    private static ObjectNode secret(String sample) {
        ObjectNode json = Samples.json(sample);
        json.putArray("categories").addObject().put("type", "secret");
        return json;
    }

    private static ObjectNode target(String target) {
        ObjectNode json = Samples.json("audit-route");
        json.putObject("decision").put("action", "redact").put("target", target);
        return json;
    }
}
