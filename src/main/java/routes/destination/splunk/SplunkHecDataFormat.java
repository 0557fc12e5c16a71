package routes.destination.splunk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
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

/**
 * A batch as the body of one request to Splunk's HTTP Event Collector: event envelopes, one a line
 * (<a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/FormateventsforHTTPEventCollector">Format events for
 * HTTP Event Collector</a>).
 *
 * <pre>{@code
 * {"time":1779790440.000,"host":"gate-1","source":"mitrity","sourcetype":"mitrity:governance","index":"security",
 *  "event":{...},"fields":{"event_id":"...","sensitivity_tags":["pii"],"tag":"mitrity:dlp","mitrity_tag":"mitrity:dlp"}}
 * }</pre>
 *
 * <p>A body that is not a batch is converted to one, and the batch takes its place in the message, so that the reply can be
 * read against it. Writes only; any number of threads may use one instance once it is started.
 */
public final class SplunkHecDataFormat implements BatchFormat {

    private static final int ONE_MEGABYTE = 1_000_000;

    private final Spare<Bytes> spare = new Spare<>(Bytes::new);

    private long maxBytes = ONE_MEGABYTE;
    private String host;
    private String source;
    private String sourceType;
    private String index;
    private SplunkHecEnvelope envelope;

    /** The Splunk host; this machine's name unless set. */
    public void setHost(Value host) {
        this.host = host.text();
    }

    /** The Splunk source of governance and DLP events; {@code mitrity} unless set. */
    public void setSource(Value source) {
        this.source = source.text();
    }

    /** The Splunk source type of governance and DLP events; {@code mitrity:governance} unless set. */
    public void setSourceType(Value sourceType) {
        this.sourceType = sourceType.text();
    }

    /** The Splunk index; left out, so that the token's own default applies, unless set. */
    public void setIndex(Value index) {
        this.index = index.text();
    }

    /** Most bytes in a body, before compression; 1,000,000 unless set, which is what Splunk Cloud documents. */
    public void setMaxBytes(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void start() {
        String here = Blank.or(host, ThisMachine.name());
        envelope = new SplunkHecEnvelope(here, source, sourceType, index);
    }

    @Override
    public void stop() {
        spare.drop();
    }

    @Override
    public Optional<DeliveryException> encode(Batch batch, OutputStream stream) throws DeliveryException, IOException {
        Bytes body = spare.take();
        body.clear();
        for (Event event : batch.events()) {
            append(event, body);
            if (body.length() > maxBytes) {
                throw Requests.tooLarge(
                        batch, maxBytes, "Raise batch.max_bytes if the collector's max_content_length allows it.");
            }
        }
        body.writeTo(stream);
        spare.keep(body);
        return Optional.empty();
    }

    private void append(Event event, Bytes body) throws DeliveryException {
        try {
            envelope.append(event, body);
        } catch (RuntimeException unwritable) {
            throw Requests.cannotEncode(unwritable);
        }
    }
}
