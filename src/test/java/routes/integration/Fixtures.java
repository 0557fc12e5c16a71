package routes.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import routes.integration.lifecycle.BeforeChange;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.KameletFolder;

/** What the tests of this stage share. */
public final class Fixtures {

    public static final Path KAMELETS = Path.of("src/test/resources/integration/kamelets");

    /** The body of the governance specification's example, verbatim. */
    public static final String SPLUNK =
            """
            {
            "type": "splunk_hec",
            "url": "https://your-splunk:8088/services/collector/event",
            "token": "your-hec-token",
            "source_type": "mitrity:governance",
            "event_types": ["policy.deny", "policy.alert", "policy.hold", "drift.warning", "drift.critical", "dlp.match"]
            }""";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Nobody is told of a change. */
    public static final BeforeChange NOBODY = (before, after, type) -> {};

    private Fixtures() {}

    public static IntegrationTypes types() {
        return new IntegrationTypes(new DefaultCamelContext(), new KameletFolder(Optional.of(KAMELETS)));
    }

    public static IntegrationType type(String name) {
        return types().named(name).orElseThrow();
    }

    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
