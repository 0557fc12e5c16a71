package routes.integration;

import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.util.function.ThrowingConsumer;
import routes.deliver.Deliveries;
import routes.deliver.DeliverySettings;
import routes.deliver.DeliveryStatus;

/**
 * All that this stage asks of deliver, see {@link Deliveries}: so that it can be driven without a journal.
 *
 * @param pause also takes the id of an integration that was not started since the process began
 * @param remove likewise
 */
public record DeliveryControl(
        ThrowingConsumer<DeliverySettings, Exception> start,
        ThrowingConsumer<String, Exception> pause,
        Consumer<String> retryNow,
        ThrowingConsumer<String, Exception> remove,
        Function<String, DeliveryStatus> status) {

    public static DeliveryControl of(Deliveries deliveries) {
        return new DeliveryControl(
                deliveries::start, deliveries::pause, deliveries::retryNow, deliveries::remove, deliveries::status);
    }
}
