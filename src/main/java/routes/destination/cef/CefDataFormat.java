package routes.destination.cef;

import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import routes.destination.BatchFormat;
import routes.destination.Blank;
import routes.destination.Bytes;
import routes.destination.Choice;
import routes.destination.Spare;
import routes.destination.ThisMachine;
import routes.destination.syslog.Facility;
import routes.destination.syslog.Framing;
import routes.destination.syslog.SyslogAddress;
import routes.destination.syslog.SyslogHeader;
import routes.event.Batch;
import routes.value.Value;
import routes.verdict.DeliveryException;

/**
 * A batch as Common Event Format, one message an event, each with its syslog header and framing.
 *
 * <pre>
 * &lt;131&gt;May 26 10:14:00 gate-1 CEF:0|MITRITY|MITRITY Platform|1.0.0|policy.deny|Block exfil|8|rt=1779790440000 ...
 * </pre>
 *
 * <p>Messages over {@code maxBytes} lose what the specification does not ask for, then the longest values are shortened; a
 * warning says how many did. A body that is not a batch is converted to one, and the batch takes its place in the message.
 * Writes only; any number of threads may use one instance once it is started. In every setting, blank means the default.
 */
public final class CefDataFormat implements BatchFormat {

    /** What a receiver of RFC 3164 takes at least; less would leave nothing of an event. */
    private static final int LEAST_BYTES = 1024;

    private final Spare<Buffers> spare = new Spare<>(() -> new Buffers(new CefLine(), new Bytes()));

    private SyslogAddress address = SyslogAddress.of("syslog://localhost");
    private String deviceVendor;
    private String deviceProduct;
    private String deviceVersion;
    private String header;
    private String framing;
    private String facility;
    private String host;
    private String appName;
    private String timeZone;
    private String severities;
    private String srcMode;
    private String extensions;
    private boolean harden = true;
    private int maxBytes;

    private CefMessages messages;
    private Framing frame;

    /** Where the messages go, see {@link SyslogAddress}: decides what is not set of framing and size. TCP unless set. */
    public void setUrl(Value url) {
        this.address = SyslogAddress.of(url.text());
    }

    /** The CEF vendor of governance and DLP events; {@code MITRITY} unless set. At most 63 characters. */
    public void setDeviceVendor(Value deviceVendor) {
        this.deviceVendor = deviceVendor.text();
    }

    /** The CEF product of governance and DLP events; {@code MITRITY Platform} unless set. At most 63 characters. */
    public void setDeviceProduct(Value deviceProduct) {
        this.deviceProduct = deviceProduct.text();
    }

    /** The CEF device version of all events; {@code 1.0.0} unless set. At most 31 characters. */
    public void setDeviceVersion(Value deviceVersion) {
        this.deviceVersion = deviceVersion.text();
    }

    /** {@code rfc3164} (default), {@code rfc5424}, or {@code none} for CEF alone. */
    public void setHeader(String header) {
        this.header = header;
    }

    /** {@code lf}, {@code octet} or {@code none}, see {@link Framing}; {@code auto} (default): octet over TLS, else lf. */
    public void setFraming(String framing) {
        this.framing = framing;
    }

    /** {@code local0} (default) to {@code local7}, or their numbers. */
    public void setFacility(String facility) {
        this.facility = facility;
    }

    /** The host of the syslog header; this machine's name unless set. */
    public void setHost(Value host) {
        this.host = host.text();
    }

    /** The APP-NAME of an RFC 5424 header; {@code siem-router} unless set. */
    public void setAppName(Value appName) {
        this.appName = appName.text();
    }

    /** The zone of an RFC 3164 header's time, such as {@code Europe/Berlin}; {@code UTC} unless set. */
    public void setTimeZone(Value timeZone) {
        this.timeZone = timeZone.text();
    }

    /** CEF severity numbers inside the specification's bands, {@code policy.hold=6,dlp.match=4}; see {@link CefSeverities}. */
    public void setSeverities(Value severities) {
        this.severities = severities.text();
    }

    /** {@code agent-id} (default), {@code ip-only} or {@code omit}; see {@link CefSource}. */
    public void setSrcMode(String srcMode) {
        this.srcMode = srcMode;
    }

    /** Further fields of events, {@code cs3=session_id:Session}; see {@link CefExtensions}. */
    public void setExtensions(Value extensions) {
        this.extensions = extensions.text();
    }

    /** Whether an embedded {@code CEF:} before a digit is put in lower case; true unless set. */
    public void setHarden(boolean harden) {
        this.harden = harden;
    }

    /** Most bytes of a message with its header, without framing, at least 1024; 0 (default) is 2048 over UDP, else 8192. */
    public void setMaxBytes(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void start() {
        int most = address.messageBytes(maxBytes, LEAST_BYTES, "a CEF message has no less");
        CefProduct product = new CefProduct(
                Blank.or(deviceVendor, "MITRITY"),
                Blank.or(deviceProduct, "MITRITY Platform"),
                Blank.or(deviceVersion, "1.0.0"));
        CefSource source = Choice.of("srcMode", CefSource.class, Blank.or(srcMode, "agent-id"));
        CefEncoder encoder = new CefEncoder(
                product, new CefSeverities(severities), source, harden, CefExtensions.tables(Blank.or(extensions, "")));
        messages = new CefMessages(encoder, syslogHeader(Blank.or(header, "rfc3164")), most);
        frame = Framing.named(Blank.or(framing, "auto"), address);
    }

    @Override
    public void stop() {
        spare.drop();
    }

    @Override
    public Optional<DeliveryException> encode(Batch batch, OutputStream stream) throws DeliveryException, IOException {
        Buffers buffers = spare.take();
        buffers.body.clear();
        messages.write(batch, buffers.line, message -> frame.append(message, buffers.body));
        buffers.body.writeTo(stream);
        spare.keep(buffers);
        return Optional.empty();
    }

    private SyslogHeader syslogHeader(String form) {
        int named = Facility.code(Blank.or(facility, "local0"));
        String here = Blank.or(host, ThisMachine.name());
        return switch (form) {
            case "rfc3164" -> SyslogHeader.rfc3164(named, here, zone(Blank.or(timeZone, "UTC")));
            case "rfc5424" -> SyslogHeader.rfc5424(named, here, Blank.or(appName, "siem-router"));
            case "none" -> null;
            default ->
                throw new IllegalArgumentException(
                        "header: \"" + form + "\": expected rfc3164, rfc5424 or none; set one of them");
        };
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "timeZone: \"" + name + "\": expected a zone such as UTC, +02:00 or Europe/Berlin; set one",
                    unknown);
        }
    }

    private record Buffers(CefLine line, Bytes body) {}
}
