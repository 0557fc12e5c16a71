package routes.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.accept.Accepted;
import routes.destination.cef.Cef;
import routes.destination.cef.CefDataFormat;
import routes.destination.datadog.DatadogLog;
import routes.destination.elasticsearch.ElasticsearchBulkDataFormat;
import routes.destination.splunk.SplunkHecDataFormat;
import routes.destination.syslog.SyslogJsonDataFormat;
import routes.event.Batch;
import routes.value.Value;

/** Audit records of other redaction servers: times that are not RFC 3339, and actions that nobody knew. */
class AuditRecordsTest {

    private interface Encoder {
        void encode(Batch batch, OutputStream out) throws Exception;
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-08T22:45:00.123456,1759963500.123,2025-10-08T22:45:00.123Z,2025-10-08T22:45:00.123456Z",
        "20251008T224500Z,1759963500.000,2025-10-08T22:45:00.000Z,2025-10-08T22:45:00Z",
        "20251009T004500+0200,1759963500.000,2025-10-08T22:45:00.000Z,2025-10-09T00:45:00+02:00"
    })
    void whatever_the_form_of_its_time_every_destination_has_the_time_and_the_text(
            String ts, String seconds, String millis, String rfc5424) throws Exception {
        Batch batch = Accepted.batch("{\"ts\":\"" + ts + "\",\"action\":\"redact\",\"id\":\"a-1\"}");
        String text = batch.events().get(0).json();
        SplunkHecDataFormat splunk = new SplunkHecDataFormat();
        splunk.setHost(Value.of("gate-1"));
        splunk.start();
        SyslogJsonDataFormat syslog = new SyslogJsonDataFormat();
        syslog.setHost(Value.of("gate-1"));
        syslog.start();

        assertThat(text).contains("\"ts\":\"" + ts + "\"");
        assertThat(encoded(batch, splunk::encode))
                .startsWith("{\"time\":" + seconds + ",")
                .contains(text);
        assertThat(encoded(batch, new ElasticsearchBulkDataFormat()::encode))
                .contains("mcp-audit-2025.10.08", "\"@timestamp\":\"" + millis + "\"")
                .endsWith(text.substring(1));
        assertThat(encoded(batch, syslog::encode))
                .startsWith("<134>1 " + rfc5424 + " gate-1 ")
                .endsWith(text);
        assertThat(cef(batch)).contains("|rt=" + seconds.replace(".", "") + " ");
        assertThat(datadog(batch)).contains("\"timestamp\":" + seconds.replace(".", ""));
    }

    @Test
    void an_action_that_nobody_knew_has_a_class_of_its_own_and_the_action_in_act() throws Exception {
        Batch batch = Accepted.batch(
                "{\"ts\":\"2025-10-08T22:45:00Z\",\"action\":\"quarantine | now\",\"id\":\"a-1\",\"caller\":\"desk\"}");
        String line = cef(batch);
        Cef decoded = Cef.decode(line.substring(line.indexOf("CEF:")));

        assertThat(line).contains("|audit.other|Other|3|");
        assertThat(decoded.extension()).containsEntry("act", "quarantine | now").containsEntry("cat", "audit");
        assertThat(datadog(batch))
                .contains("\"message\":\"audit.other: action=quarantine | now, caller=desk\"")
                .contains("event_type:audit.other");
    }

    private static String cef(Batch batch) throws Exception {
        CefDataFormat format = new CefDataFormat();
        format.setHost(Value.of("gate-1"));
        format.start();
        return encoded(batch, format::encode);
    }

    private static String datadog(Batch batch) throws Exception {
        DatadogLog log = new DatadogLog("gate-1", "mitrity", null, "");
        return encoded(batch, (events, out) -> {
            Bytes bytes = new Bytes();
            log.append(events.events().get(0), events.events().get(0).occurredAtMillis(), bytes);
            bytes.writeTo(out);
        });
    }

    private static String encoded(Batch batch, Encoder encoder) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        encoder.encode(batch, out);
        return out.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
