package routes.destination.cef;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.accept.Accepted;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Samples;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.KameletFolder;
import routes.integration.validation.Validation;
import routes.problem.Problem;
import routes.value.Value;
import routes.verdict.DeliveryException;

/** A field that is added to CEF by a setting. */
class CefExtensionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final IntegrationType type = new IntegrationTypes(
                    new DefaultCamelContext(), new KameletFolder(Optional.of(Path.of("kamelets"))))
            .named("syslog_cef")
            .orElseThrow();

    @Test
    void fields_go_into_free_keys_of_the_familys_lines_with_a_label_where_it_is_a_slot() throws IOException {
        ObjectNode event = Samples.json("policy-deny").put("session_id", "s=1|2");
        event.put("client", "cli").put("tries", 3).put("ratio", 1e-2).put("source_ip", "10.1.2.3");
        event.put("began", "2026-05-26T10:14:00Z").put("forced", true);
        event.putArray("teams").add("red").add("blue");
        event.putObject("place").put("room", "12\n");

        Map<String, String> pairs = extension(
                "cs3=session_id:Session, app=client,cn1=tries,cfp2=ratio,dst=source_ip,start=began,deviceFacility=teams,"
                        + "flexString2=forced,cs4=place.room,audit:sproc=client",
                event);

        assertThat(pairs)
                .containsEntry("cs3Label", "Session")
                .containsEntry("cs3", "s=1|2")
                .containsEntry("app", "cli")
                .containsEntry("cn1Label", "tries")
                .containsEntry("cn1", "3")
                .containsEntry("cfp2", "0.01")
                .containsEntry("dst", "10.1.2.3")
                .containsEntry("start", "1779790440000")
                .containsEntry("deviceFacility", "red,blue")
                .containsEntry("flexString2", "true")
                .containsEntry("cs4Label", "place.room")
                .containsEntry("cs4", "12")
                .doesNotContainKeys("sproc", "appLabel");
        pairs.keySet()
                .removeIf(key -> key.matches("(cs[34]|cn1|cfp2|flexString2)(Label)?|deviceFacility|app|dst|start"));
        assertThat(pairs).isEqualTo(extension("", event));
    }

    @Test
    void the_key_with_the_tags_gives_way_to_a_field_of_ones_own() throws IOException {
        ObjectNode event = Samples.json("policy-deny").put("team", "red");
        event.putArray("sensitivity_tags").add("pii");

        assertThat(extension("", event)).containsEntry("flexString1", "pii");
        assertThat(extension("flexString1=team", event))
                .containsEntry("flexString1", "red")
                .containsEntry("flexString1Label", "team")
                .containsEntry("MITRITYPlatformSensitivityTags", "pii");
    }

    @Test
    void what_does_not_fit_the_keys_type_or_is_not_there_is_left_out() throws IOException {
        ObjectNode event =
                Samples.json("policy-deny").put("text", "x").put("huge", 1).put("blank", " ");
        event.putObject("object").put("inner", 1);

        assertThat(extension("cn1=reason,dst=reason,start=reason,cfp2=reason,cs3=object,cs4=blank,app=no.such", event))
                .isEqualTo(extension("", event));
    }

    @Test
    void a_number_that_no_double_holds_reaches_no_line_with_its_digits_written_out() throws IOException {
        byte[] line = ("{\"id\":\"1\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-05-26T10:14:00Z\","
                        + "\"size\":1e999999999}")
                .getBytes(StandardCharsets.UTF_8);
        Event policy = Accepted.event(Samples.json("policy-deny"));
        Event huge = new Event(line, 0, line.length, policy.kind(), 0);

        assertThat(Cef.decode(line("cfp2=size,cs3=size", huge)).extension())
                .doesNotContainKey("cfp2")
                .containsEntry("cs3", "1e999999999");
    }

    @Test
    void added_fields_are_the_first_to_go_where_a_message_is_too_large() throws IOException {
        ObjectNode event = Samples.json("policy-deny").put("note", "x".repeat(3_000));

        assertThat(extension("cs3=note", event)).isEqualTo(extension("", event));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    cs1=session;          extensions: "cs1=session": expected a key that the family governance leaves free, and cs1 is DriftScore; of the slots these are free: cfp2, cfp3, cfp4, cn1, cn2, cn3, cs3, cs4,
                    act=session;          extensions: "act=session": expected a key that the family governance leaves free, and act is taken
                    dlp:cs3=session;      extensions: "dlp:cs3=session": expected a key that the family dlp leaves free, and cs3 is ToolPattern
                    cs3=a,app=b,cs3=c;    extensions: "cs3=c": expected a key that the family governance leaves free, and cs3 is a
                    rt=began;             extensions: "rt=began": expected a key of CEF's dictionary
                    cs3Label=a;           extensions: "cs3Label=a": expected a key of CEF's dictionary
                    cs9=a;                extensions: "cs9=a": expected a key of CEF's dictionary
                    aid=a;                extensions: "aid=a": expected a key of CEF's dictionary
                    app=a:Label;          extensions: "app=a:Label": expected no label
                    others:cs3=a;         extensions: "others:cs3=a": family: "others": expected one of governance, dlp, audit, router
                    cs3;                  extensions: "cs3": expected key=field
                    cs3=a b;              extensions: "cs3=a b": expected key=field
                    cs3=a:b c=d;          extensions: "cs3=a:b c=d": expected key=field
                    cs3=a,;               extensions: "": expected key=field
                    cs3=a.b.c;            extensions: "cs3=a.b.c": expected key=field
                    """)
    void what_is_taken_unknown_or_malformed_is_told_by_the_api_with_its_place(String extensions, String sentence) {
        assertThat(faults(extensions)).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/extensions");
            assertThat(fault.code()).isEqualTo("malformed");
            assertThat(fault.detail()).startsWith(sentence);
        });
    }

    @Test
    void what_can_be_used_passes() {
        assertThat(faults("cs3=session_id:Session,audit:app=client")).isEmpty();
    }

    private List<Problem.Fault> faults(String extensions) {
        ObjectNode document = JSON.createObjectNode()
                .put("type", "syslog_cef")
                .put("url", "syslog://siem:514")
                .put("extensions", extensions);
        return Validation.check(type, document, document).listed();
    }

    private static Map<String, String> extension(String extensions, ObjectNode event) throws IOException {
        return Cef.decode(line(extensions, Accepted.event(event))).extension();
    }

    private static String line(String extensions, Event event) throws IOException {
        CefDataFormat format = new CefDataFormat();
        format.setHeader("none");
        format.setFraming("none");
        format.setMaxBytes(2_048);
        format.setExtensions(Value.of(extensions));
        format.start();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            format.encode(new Batch(List.of(event)), line);
        } catch (DeliveryException refused) {
            throw new AssertionError(refused);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
