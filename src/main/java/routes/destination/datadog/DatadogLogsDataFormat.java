package routes.destination.datadog;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
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
 * A batch as the body of one request to Datadog's log intake: an array of {@link DatadogLog}s
 * (<a href="https://docs.datadoghq.com/api/latest/logs/send-logs/">Send logs</a>, version 2).
 *
 * <p>Datadog answers 202 to logs that it then cuts off or drops, so {@link DatadogLimits} are kept here. An event that Datadog
 * would not keep as it is is left out of the request, and the exchange property {@link DeliveryException#LEFT_OUT} says which; where
 * none is left, nothing is written and the same is thrown. A batch that is too much for one request is refused as a whole.
 *
 * <p>A body that is not a batch is converted to one, and the batch takes its place in the message, so that the reply can be
 * read against it. Writes only; any number of threads may use one instance once it is started.
 */
public final class DatadogLogsDataFormat implements BatchFormat {

    private final Spare<Bytes> spare = new Spare<>(Bytes::new);
    private final Clock clock;
    private long maxBytes = DatadogLimits.REQUEST_BYTES;
    private String host;
    private String source;
    private String service;
    private String tags;
    private DatadogLog log;

    public DatadogLogsDataFormat() {
        this(Clock.systemUTC());
    }

    /** @param clock what the age of an event is told by */
    public DatadogLogsDataFormat(Clock clock) {
        this.clock = clock;
    }

    /** The Datadog host; this machine's name unless set. */
    public void setHost(Value host) {
        this.host = host.text();
    }

    /** The Datadog source of governance and DLP events; {@code mitrity} unless set. */
    public void setSource(Value source) {
        this.source = source.text();
    }

    /** The Datadog service of all events; the same as each event's source unless set. */
    public void setService(Value service) {
        this.service = service.text();
    }

    /** Tags of all events, with commas between; none unless set. */
    public void setTags(Value tags) {
        this.tags = tags.text();
    }

    /** Most bytes in a body, before compression; 5,000,000 unless set, and never more. */
    public void setMaxBytes(long maxBytes) {
        this.maxBytes = Math.min(maxBytes, DatadogLimits.REQUEST_BYTES);
    }

    @Override
    public void start() {
        String here = Blank.or(host, ThisMachine.name());
        log = new DatadogLog(here, source, service, tags);
    }

    @Override
    public void stop() {
        spare.drop();
    }

    @Override
    public Optional<DeliveryException> encode(Batch batch, OutputStream stream) throws DeliveryException, IOException {
        Bytes body = spare.take();
        body.clear();
        Map<Integer, Reason> refused = append(batch, body);
        Optional<DeliveryException> leftOut =
                refused.isEmpty() ? Optional.empty() : Optional.of(DeliveryException.leftOut(batch.size(), refused));
        if (refused.size() == batch.size()) {
            throw leftOut.orElseThrow();
        }
        body.writeTo(stream);
        spare.keep(body);
        return leftOut;
    }

    private Map<Integer, Reason> append(Batch batch, Bytes body) throws DeliveryException {
        Map<Integer, Reason> refused = new TreeMap<>();
        long now = clock.millis();
        body.append('[');
        for (int i = 0; i < batch.size(); i++) {
            Reason why = append(batch.events().get(i), now, body);
            if (why != null) {
                refused.put(i, why);
            } else if (body.length() > maxBytes || i - refused.size() == DatadogLimits.REQUEST_LOGS) {
                throw DatadogLimits.tooLarge(batch, maxBytes);
            }
        }
        // the last comma, or the bracket of an array that stays empty and is not sent
        body.set(body.length() - 1, (byte) ']');
        return refused;
    }

    /** Null where the event was appended, with a comma after it. */
    private Reason append(Event event, long now, Bytes body) throws DeliveryException {
        long time = event.occurredAtMillis();
        Reason outside = DatadogLimits.outsideWindow(time, now);
        if (outside != null) {
            return outside;
        }
        int before = body.length();
        append(event, time, body, log);
        if (body.length() - before > DatadogLimits.LOG_BYTES) {
            body.truncate(before);
            return DatadogLimits.LOG_TOO_LARGE;
        }
        body.append(',');
        return null;
    }

    private static void append(Event event, long time, Bytes body, DatadogLog log) throws DeliveryException {
        try {
            log.append(event, time, body);
        } catch (RuntimeException unwritable) {
            throw Requests.cannotEncode(unwritable);
        }
    }
}
