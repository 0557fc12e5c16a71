package routes.destination;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import routes.event.Batch;
import routes.verdict.DeliveryException;

/**
 * A format in which a destination is written to. A body that is not a batch is converted to one, and the batch takes its place in
 * the message. Nothing is read in such a format.
 */
public interface BatchFormat extends DataFormat {

    /**
     * @return which events were left out, to be thrown once the others are delivered; empty where all were written
     * @throws DeliveryException where nothing is written
     */
    Optional<DeliveryException> encode(Batch batch, OutputStream stream) throws DeliveryException, IOException;

    /** Leaves on the exchange what was left out, see {@link DeliveryException#LEFT_OUT}. */
    @Override
    default void marshal(Exchange exchange, Object graph, OutputStream stream) throws Exception {
        Batch batch = Requests.batch(exchange, graph);
        exchange.setProperty(DeliveryException.LEFT_OUT, encode(batch, stream).orElse(null));
    }

    @Override
    default Object unmarshal(Exchange exchange, InputStream stream) {
        throw new UnsupportedOperationException(
                getClass().getSimpleName() + ": this format is only written; use marshal");
    }

    @Override
    default void start() {
        // most have nothing to begin
    }
}
