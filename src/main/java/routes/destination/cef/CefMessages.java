package routes.destination.cef;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.destination.Bytes;
import routes.destination.Requests;
import routes.destination.syslog.SyslogHeader;
import routes.event.Amount;
import routes.event.Batch;
import routes.event.Event;
import routes.verdict.DeliveryException;

/** Makes one message an event: syslog header, CEF line, and no more bytes than a receiver takes. */
final class CefMessages {

    private static final Logger LOG = LoggerFactory.getLogger(CefMessages.class);

    private final CefEncoder encoder;
    private final SyslogHeader syslog;
    private final int maxBytes;

    /** @param syslog null for CEF alone */
    CefMessages(CefEncoder encoder, SyslogHeader syslog, int maxBytes) {
        this.encoder = encoder;
        this.syslog = syslog;
        this.maxBytes = maxBytes;
    }

    /** @param line where each message is made; it is the receiver's only until the next one */
    void write(Batch batch, CefLine line, Consumer<Bytes> receiver) throws DeliveryException {
        int shortened = 0;
        for (Event event : batch.events()) {
            write(event, line);
            if (line.fit(maxBytes)) {
                shortened++;
            }
            receiver.accept(line.bytes());
        }
        line.clear();
        if (shortened > 0) {
            LOG.warn(
                    "shortened to maxBytes = {}: {} of a batch of {}; raise it if the receiver takes more",
                    maxBytes,
                    shortened,
                    Amount.of(batch.size(), "event"));
        }
    }

    private void write(Event event, CefLine line) throws DeliveryException {
        try {
            line.clear();
            long millis = event.occurredAtMillis();
            if (syslog != null) {
                syslog.append(millis, syslogSeverity(encoder.severity(event)), line.bytes());
            }
            encoder.append(event, millis, line);
        } catch (RuntimeException unwritable) {
            throw Requests.cannotEncode(unwritable);
        }
    }

    /** High is an error, medium a warning, low is informational. */
    private static int syslogSeverity(int severity) {
        return severity >= 7 ? 3 : severity >= 4 ? 4 : 6;
    }
}
