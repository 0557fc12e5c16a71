package routes.destination.cef;

import com.fluenda.parcefone.event.CEFHandlingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.event.Batch;
import routes.verdict.DeliveryException;

/** A parser that is not ours reads the vectors. */
class CefParcefoneTest {

    static List<CefVector> vectors() {
        return CefVector.all().stream().filter(Parcefone::canRead).toList();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void it_reads_what_the_vector_says(CefVector vector) throws CEFHandlingException, DeliveryException, IOException {
        CefDataFormat format = new CefDataFormat();
        format.setHeader("none");
        format.setFraming("none");
        format.setSrcMode("omit");
        format.setMaxBytes(16_384);
        format.start();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        format.encode(new Batch(List.of(vector.event())), line);

        new Parcefone().assertReads(line.toString(StandardCharsets.UTF_8), vector.expected());
    }
}
