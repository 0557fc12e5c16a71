package routes.destination.webhook;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import routes.destination.BatchFormat;
import routes.destination.JsonArray;
import routes.destination.Requests;
import routes.event.Batch;
import routes.verdict.DeliveryException;

/**
 * A batch as JSON: where one event is the most a request holds, the event's own bytes; else an array of them, always, so that a
 * receiver has one shape to read.
 *
 * <p>A body that is not a batch is converted to one, and the batch takes its place in the message. Writes only; any number of
 * threads may use one instance.
 */
public final class WebhookDataFormat implements BatchFormat {

    private int maxEvents = 1;
    private long maxBytes = 1_000_000;

    /** Most events in a body: with more than one every body is an array; 1 unless set. */
    public void setMaxEvents(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    /** Most bytes in a body, before compression; 1,000,000 unless set. */
    public void setMaxBytes(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void stop() {
        // nothing to end
    }

    @Override
    public Optional<DeliveryException> encode(Batch batch, OutputStream stream) throws DeliveryException, IOException {
        boolean array = maxEvents > 1 || batch.size() > 1;
        long length = array ? JsonArray.bytes(batch.bytes(), batch.size()) : batch.bytes();
        if (length > maxBytes) {
            throw Requests.tooLarge(batch, maxBytes, "Raise batch.max_bytes if the receiver takes larger requests.");
        }
        if (array) {
            JsonArray.write(batch.events(), stream);
        } else {
            batch.events().get(0).writeTo(stream);
        }
        return Optional.empty();
    }
}
