package routes.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import routes.server.body.BodyLimits;

class HttpWarningsTest {

    private static final String MATCH = "{\"id\":\"e1c40000-0000-4000-8000-000000000001\",\"event_type\":\"dlp.match\","
            + "\"agent_id\":\"a1b2c3d4-0000-4000-8000-00000000000a\",\"occurred_at\":\"2026-05-26T10:14:00Z\"}";

    @Test
    void a_field_that_is_not_as_documented_is_named_in_a_warning() throws Exception {
        try (IngestServer server = new IngestServer("", new BodyLimits(100_000, 300_000, 400, 50_000))) {
            HttpResponse<String> answer = server.post("[" + MATCH + "," + MATCH.replace("}", ",\"pattern_name\":5}")
                    + "," + MATCH.replace("}", ",\"detection_reason\":\"pattern_match\"}") + "]");

            assertThat(answer.body())
                    .isEqualTo("{\"accepted\":3,\"rejected\":[],\"removed_fields\":1,\"warnings\":["
                            + "{\"code\":\"invalid_field\",\"field\":\"pattern_name\",\"count\":1},"
                            + "{\"code\":\"no_pattern_id\",\"field\":\"pattern_id\",\"count\":1}]}");
        }
    }
}
