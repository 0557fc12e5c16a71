package routes.destination.cef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.accept.Accepted;
import routes.event.Batch;
import routes.event.Samples;
import routes.value.Value;
import routes.verdict.DeliveryException;

class CefDataFormatTest {

    private final CefDataFormat format = new CefDataFormat();

    @Test
    void every_sample_becomes_the_line_kept_for_it() throws IOException {
        format.setHost(Value.of("gate-1"));
        format.start();
        List<String> lines = new ArrayList<>();
        for (String name : Samples.names()) {
            lines.add(written(batch(name)).stripTrailing());
        }

        assertThat(lines).isEqualTo(Files.readAllLines(Path.of("src/test/resources/cef/samples.txt")));
    }

    @Test
    void octet_counting_counts_bytes_and_not_characters() throws IOException {
        format.setHeader("rfc5424");
        format.setFraming("octet");
        format.setHost(Value.of("gate-1"));
        format.start();
        Batch batch = new Batch(List.of(
                Accepted.event(Samples.json("policy-deny").put("policy_name", "Gr\u00f6\u00dfe \u8eab \ud83d\ude00")),
                Accepted.event(Samples.json("dlp-match"))));

        byte[] stream = writtenBytes(batch);

        List<String> messages = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            int space = at;
            while (stream[space] != ' ') {
                space++;
            }
            int length = Integer.parseInt(new String(stream, at, space - at, StandardCharsets.US_ASCII));
            assertThat(stream[space + 1]).isEqualTo((byte) '<');
            at = space + 1 + length;
            messages.add(new String(stream, space + 1, length, StandardCharsets.UTF_8));
        }
        format.setFraming("lf");
        format.start();
        assertThat(messages).isEqualTo(written(batch).lines().toList());
    }

    @Test
    void without_framing_one_event_is_a_bare_line_and_several_stand_on_lines() throws IOException {
        format.setHeader("none");
        format.setFraming("none");
        format.start();

        assertThat(written(batch("policy-deny"))).startsWith("CEF:0|MITRITY|").doesNotContain("\n");
        assertThat(written(batch("policy-deny", "dlp-match")).split("\n"))
                .hasSize(2)
                .allMatch(line -> line.startsWith("CEF:0|MITRITY|"));
    }

    @ParameterizedTest
    @CsvSource({
        "agent-id,x,x",
        "ip-only,x,",
        "ip-only,10.0.0.7,10.0.0.7",
        "ip-only,10.0.0.256,",
        "ip-only,1.2.3,",
        "ip-only,1.2.3.04,",
        "ip-only,1.2.3.4.5,",
        "omit,10.0.0.7,"
    })
    void src_is_what_its_mode_says_and_suid_always_the_agent(String mode, String agent, String src) throws IOException {
        format.setHeader("none");
        format.setSrcMode(mode);
        format.start();
        Batch batch =
                new Batch(List.of(Accepted.event(Samples.json("policy-deny").put("agent_id", agent))));

        Map<String, String> extension = Cef.decode(written(batch).strip()).extension();

        assertThat(extension.get("src")).isEqualTo(src);
        assertThat(extension).containsEntry("suid", agent);
    }

    @Test
    void severities_move_inside_their_band_and_take_the_priority_along() throws IOException {
        format.setFacility("local3");
        format.setSeverities(Value.of("policy.deny=7, dlp.match=6,dlp.match = 0"));
        format.start();

        assertThat(written(batch("policy-deny"))).startsWith("<155>").contains("|7|");
        assertThat(written(batch("dlp-match-legacy"))).startsWith("<156>").contains("|6|");
        assertThat(written(batch("dlp-match"))).startsWith("<155>").contains("|8|");
    }

    @ParameterizedTest
    @CsvSource({
        "policy.deny=5,band of the type",
        "policy.deny=9,a number from 0 to 8",
        "policy.denied=8,an event type",
        "audit.detokenize=3,medium or higher",
        "policy.deny,a number"
    })
    void a_severity_outside_its_band_is_refused_at_the_start(String severities, String expected) {
        format.setSeverities(Value.of(severities));

        assertThatThrownBy(format::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(severities)
                .hasMessageContaining(expected);
    }

    @Test
    void a_setting_that_means_nothing_is_refused_by_name() {
        format.setFraming("crlf");
        assertThatThrownBy(format::start).hasMessageContaining("framing: \"crlf\": expected one of lf, octet, none");
        format.setFraming("");
        format.setFacility("kern");
        assertThatThrownBy(format::start).hasMessageContaining("facility: \"kern\": expected local0 to local7");
        format.setFacility(null);
        format.setTimeZone(Value.of("Berlin"));
        assertThatThrownBy(format::start).hasMessageContaining("timeZone: \"Berlin\"");
        format.setTimeZone(Value.of(null));
        format.setHeader("rfc1234");
        assertThatThrownBy(format::start).hasMessageContaining("header: \"rfc1234\"");
        format.setHeader(null);
        format.setMaxBytes(100);
        assertThatThrownBy(format::start).hasMessageContaining("maxBytes = 100: expected 1024");
    }

    @Test
    void over_the_limit_what_the_specification_asks_for_stays() throws IOException {
        format.setMaxBytes(1024);
        format.setHost(Value.of("gate-1"));
        format.setFraming("none");
        format.start();
        var json = Samples.json("policy-deny").put("reason", "r".repeat(900)).put("policy_name", "=".repeat(600));
        Batch batch = new Batch(List.of(Accepted.event(json)));

        byte[] line = writtenBytes(batch);

        assertThat(line.length).isLessThanOrEqualTo(1024);
        String text = new String(line, StandardCharsets.UTF_8);
        assertThat(Cef.decode(text.substring(text.indexOf("CEF:"))).extension())
                .containsKeys("rt", "externalId", "src", "suid", "act", "outcome", "cat", "cs1", "cs2")
                .doesNotContainKey("reason");
    }

    @Test
    void an_id_that_is_too_long_for_its_key_goes_whole_into_another() throws IOException {
        String id = "\u00fc".repeat(41);
        format.setHeader("none");
        format.start();

        String lines = written(new Batch(List.of(
                Accepted.event(Samples.json("policy-deny").put("id", id)),
                Accepted.event(Samples.json("policy-deny").put("id", id.substring(1))),
                Accepted.event(Samples.json("audit-redact").put("id", "a".repeat(128))))));

        assertThat(lines.lines().map(line -> Cef.decode(line).extension().get("MITRITYPlatformEventId")))
                .containsExactly(id, null, "a".repeat(128));
        assertThat(lines.lines().map(line -> Cef.decode(line).extension().get("externalId")))
                .containsExactly(id.substring(1), id.substring(1), "a".repeat(40));
    }

    @Test
    void it_is_never_shortened() throws IOException {
        format.setMaxBytes(1024);
        format.setHeader("none");
        format.start();
        String id = "\u00e9" + "=".repeat(127);

        String line = written(new Batch(
                List.of(Accepted.event(Samples.json("policy-deny").put("id", id).put("reason", "r".repeat(2_000))))));

        assertThat(Cef.decode(line.strip()).extension()).containsEntry("MITRITYPlatformEventId", id);
    }

    private static Batch batch(String... samples) {
        return new Batch(Arrays.stream(samples)
                .map(name -> Accepted.event(Samples.json(name)))
                .toList());
    }

    private String written(Batch batch) throws IOException {
        return new String(writtenBytes(batch), StandardCharsets.UTF_8);
    }

    private byte[] writtenBytes(Batch batch) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try {
            format.encode(batch, written);
        } catch (DeliveryException refused) {
            throw new AssertionError(refused);
        }
        return written.toByteArray();
    }
}
