package routes.destination;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import routes.destination.cef.Cef;
import routes.destination.cef.CefDataFormat;
import routes.destination.datadog.DatadogLog;
import routes.destination.elasticsearch.ElasticsearchBulkDataFormat;
import routes.destination.splunk.SplunkHecDataFormat;
import routes.destination.syslog.SyslogJsonDataFormat;
import routes.event.Batch;
import routes.event.Samples;
import routes.value.Value;

/** The router's own events as each destination gets them: one line for each file of samples/router, in the order of the files. */
class RouterEventsTest {

    private static final Path KEPT = Path.of("src/test/resources/router-events");

    private interface Encoder {
        void encode(Batch batch, OutputStream out) throws Exception;
    }

    @Test
    void cef_has_who_did_what_to_which_integration() throws Exception {
        CefDataFormat format = new CefDataFormat();
        format.setHost(Value.of("gate-1"));
        format.start();

        List<String> lines = lines(format::encode);
        assertThat(lines).isEqualTo(kept("cef.txt"));
        assertThat(lines).allSatisfy(line -> Cef.decode(line.substring(line.indexOf("CEF:"))));
    }

    @Test
    void splunk_has_a_source_of_their_own() throws Exception {
        SplunkHecDataFormat format = new SplunkHecDataFormat();
        format.setHost(Value.of("gate-1"));
        format.setIndex(Value.of("security"));
        format.start();

        assertThat(lines(format::encode)).isEqualTo(kept("splunk-hec.txt"));
    }

    @Test
    void datadog_has_a_line_that_people_can_read() throws Exception {
        DatadogLog log = new DatadogLog("gate-1", "mitrity", null, "");

        assertThat(lines((batch, out) -> {
                    Bytes bytes = new Bytes();
                    log.append(batch.events().get(0), batch.events().get(0).occurredAtMillis(), bytes);
                    bytes.writeTo(out);
                }))
                .isEqualTo(kept("datadog.txt"));
    }

    @Test
    void elasticsearch_and_syslog_have_the_event_s_own_bytes_and_time() throws Exception {
        ElasticsearchBulkDataFormat bulk = new ElasticsearchBulkDataFormat();
        SyslogJsonDataFormat syslog = new SyslogJsonDataFormat();
        syslog.setHost(Value.of("gate-1"));
        syslog.start();
        List<String> documents = lines(bulk::encode);
        List<String> messages = lines(syslog::encode);

        for (int i = 0; i < Samples.own().size(); i++) {
            String text = Samples.event(Samples.own().get(i)).json();
            String time = new ObjectMapper().readTree(text).path("occurred_at").asText();
            assertThat(documents.get(i))
                    .contains("\"_index\":\"mcp-audit-2026.05.26\"", "\"@timestamp\":\"" + time + "\"")
                    .endsWith(text.substring(1));
            assertThat(messages.get(i))
                    .startsWith("<134>1 " + time + " gate-1 ")
                    .endsWith(text);
        }
    }

    private static List<String> lines(Encoder encoder) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String name : Samples.own()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            encoder.encode(new Batch(List.of(Samples.event(name))), out);
            lines.add(out.toString(StandardCharsets.UTF_8).stripTrailing());
        }
        return lines;
    }

    private static List<String> kept(String file) throws Exception {
        return Files.readAllLines(KEPT.resolve(file));
    }
}
