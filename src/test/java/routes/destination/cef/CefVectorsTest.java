package routes.destination.cef;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.event.Batch;
import routes.verdict.DeliveryException;

class CefVectorsTest {

    static List<CefVector> vectors() {
        return CefVector.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_strict_receiver_reads_what_the_vector_says(CefVector vector) throws DeliveryException, IOException {
        assertThat(Cef.decode(line(vector, true))).isEqualTo(vector.expected());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void without_hardening_the_text_is_the_events_own(CefVector vector) throws DeliveryException, IOException {
        assertThat(Cef.decode(line(vector, false))).isEqualTo(vector.faithful());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_receiver_with_the_rules_of_logstash_reads_the_same(CefVector vector) throws DeliveryException, IOException {
        assertThat(CefLogstash.decode(line(vector, true))).isEqualTo(vector.expected());
    }

    private static String line(CefVector vector, boolean harden) throws DeliveryException, IOException {
        CefDataFormat format = new CefDataFormat();
        format.setHeader("none");
        format.setFraming("none");
        format.setHarden(harden);
        format.setMaxBytes(16_384);
        format.start();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        format.encode(new Batch(List.of(vector.event())), line);
        return line.toString(StandardCharsets.UTF_8);
    }
}
