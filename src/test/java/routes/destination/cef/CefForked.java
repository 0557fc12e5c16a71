package routes.destination.cef;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import routes.accept.Accepted;
import routes.destination.syslog.SyslogJsonDataFormat;
import routes.event.Batch;
import routes.event.Samples;
import routes.value.Value;
import routes.verdict.DeliveryException;

/** Writes all vectors and samples in both syslog forms, and as JSON, to the file named: for a machine with other defaults. */
final class CefForked {

    private CefForked() {}

    public static void main(String[] arguments) throws IOException, DeliveryException {
        try (OutputStream out = Files.newOutputStream(Path.of(arguments[0]))) {
            write("rfc3164", out);
            write("rfc5424", out);
            writeJson(out);
        }
    }

    static void writeJson(OutputStream out) throws IOException, DeliveryException {
        SyslogJsonDataFormat format = new SyslogJsonDataFormat();
        format.setHost(Value.of("gate-1"));
        format.setMaxBytes(65_536);
        format.start();
        Batch vectors = new Batch(CefVector.all().stream().map(CefVector::event).toList());
        format.encode(vectors, out);
    }

    static void write(String header, OutputStream out) throws IOException, DeliveryException {
        CefDataFormat format = new CefDataFormat();
        format.setHeader(header);
        format.setHost(Value.of("gate-1"));
        format.setDeviceProduct(Value.of("MITRITY Pl\u00e4tform"));
        format.start();
        format.encode(new Batch(CefVector.all().stream().map(CefVector::event).toList()), out);
        for (String sample : Samples.names()) {
            format.encode(new Batch(List.of(Accepted.event(Samples.json(sample)))), out);
        }
    }
}
