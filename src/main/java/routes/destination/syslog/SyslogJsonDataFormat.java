package routes.destination.syslog;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import routes.destination.BatchFormat;
import routes.destination.Blank;
import routes.destination.Bytes;
import routes.destination.Requests;
import routes.destination.Spare;
import routes.destination.ThisMachine;
import routes.event.Batch;
import routes.event.Event;
import routes.value.Value;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;

/**
 * A batch as {@link SyslogJsonMessage}s, one an event, each with its framing.
 *
 * <p>JSON cannot be shortened: an event whose message is over {@code maxBytes} is left out, and the exchange property {@link
 * DeliveryException#LEFT_OUT} says which; where none is left, nothing is written and the same is thrown. A body that is not a
 * batch is converted to one, and the batch takes its place in the message. Writes only; any number of threads may use one
 * instance once it is started. In every setting, blank means the default.
 */
public final class SyslogJsonDataFormat implements BatchFormat {

    /** What every receiver of RFC 5424 takes. */
    private static final int LEAST_BYTES = 480;

    private final Spare<Bytes[]> spare = new Spare<>(() -> new Bytes[] {new Bytes(), new Bytes()});

    private SyslogAddress address = SyslogAddress.of("syslog://localhost");
    private String framing;
    private String facility;
    private int severity = 6;
    private String host;
    private String appName;
    private String fraction;
    private int maxBytes;

    private SyslogJsonMessage message;
    private Framing frame;
    private int most;

    /** Where the messages go, see {@link SyslogAddress}: decides what is not set of framing and size. TCP unless set. */
    public void setUrl(Value url) {
        this.address = SyslogAddress.of(url.text());
    }

    /** {@code lf}, {@code octet} or {@code none}, see {@link Framing}; {@code auto} (default): octet over TLS, else lf. */
    public void setFraming(String framing) {
        this.framing = framing;
    }

    /** {@code local0} (default) to {@code local7}, or a number from 0 to 23. */
    public void setFacility(Value facility) {
        this.facility = facility.text();
    }

    /** The syslog severity of all messages, 0 (emergency) to 7 (debug); 6 (informational) unless set. */
    public void setSeverity(int severity) {
        this.severity = severity;
    }

    /** The HOSTNAME; this machine's name unless set. */
    public void setHost(Value host) {
        this.host = host.text();
    }

    /** The APP-NAME; {@code mcp-redaction} unless set. */
    public void setAppName(Value appName) {
        this.appName = appName.text();
    }

    /** {@code as_is} (default): the time as the event has it; {@code millis}: three decimals, always, and UTC. */
    public void setFraction(String fraction) {
        this.fraction = fraction;
    }

    /** Most bytes of a message with its header, without framing, at least 480; 0 (default) is 2048 over UDP, else 8192. */
    public void setMaxBytes(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void start() {
        if (severity < 0 || severity > 7) {
            throw new IllegalArgumentException("severity: " + severity + ": expected 0 to 7; set one of them");
        }
        most = address.messageBytes(maxBytes, LEAST_BYTES, "every receiver takes that");
        SyslogHeader header = SyslogHeader.rfc5424(
                Facility.code(Blank.or(facility, "local0")),
                Blank.or(host, ThisMachine.name()),
                Blank.or(appName, "mcp-redaction"));
        message = new SyslogJsonMessage(header, severity, isInMillis(Blank.or(fraction, "as_is")));
        frame = Framing.named(Blank.or(framing, "auto"), address);
    }

    private static boolean isInMillis(String fraction) {
        if (!fraction.equals("as_is") && !fraction.equals("millis")) {
            throw new IllegalArgumentException(
                    "fraction: \"" + fraction + "\": expected as_is or millis; set one of them");
        }
        return fraction.equals("millis");
    }

    @Override
    public void stop() {
        spare.drop();
    }

    @Override
    public Optional<DeliveryException> encode(Batch batch, OutputStream stream) throws DeliveryException, IOException {
        Bytes[] buffers = spare.take();
        Map<Integer, Reason> refused = append(batch, buffers[0], buffers[1]);
        Optional<DeliveryException> leftOut =
                refused.isEmpty() ? Optional.empty() : Optional.of(DeliveryException.leftOut(batch.size(), refused));
        if (refused.size() == batch.size()) {
            throw leftOut.orElseThrow();
        }
        buffers[1].writeTo(stream);
        spare.keep(buffers);
        return leftOut;
    }

    private Map<Integer, Reason> append(Batch batch, Bytes one, Bytes body) throws DeliveryException {
        Map<Integer, Reason> refused = new TreeMap<>();
        body.clear();
        for (int i = 0; i < batch.size(); i++) {
            append(batch.events().get(i), one);
            if (one.length() > most) {
                refused.put(i, tooLarge());
            } else {
                frame.append(one, body);
            }
        }
        return refused;
    }

    private void append(Event event, Bytes one) throws DeliveryException {
        try {
            one.clear();
            message.append(event, one);
        } catch (RuntimeException unwritable) {
            throw Requests.cannotEncode(unwritable);
        }
    }

    private Reason tooLarge() {
        return new Reason(
                "message_too_large",
                "The event takes more than max_message_bytes = " + most + " as a syslog message; it was not sent.",
                "Raise max_message_bytes if the receiver takes more, and use TCP or TLS rather than UDP.");
    }
}
