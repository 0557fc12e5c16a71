package routes.integration.lifecycle;

import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.util.function.ThrowingConsumer;
import routes.deliver.DeliverySettings;
import routes.deliver.again.Lanes;
import routes.deliver.health.DeliveryStatus;

/**
 * All that this stage asks of deliver, see {@link Lanes}: so that it can be driven without a journal.
 *
 * @param claim keeps what comes in for those that are started later
 * @param tryOut throws where the sink cannot be made as these settings want it; what delivers goes on
 * @param drain offers no more and returns when what is in flight has ended
 * @param hold makes an integration known that is paused
 * @param stop also takes the id of an integration that was not started since the process began
 * @param remove likewise
 * @param forgetAllBut takes the ids of all integrations, once all of them were started or held
 */
public record DeliveryControl(
        ThrowingConsumer<Collection<DeliverySettings>, Exception> claim,
        ThrowingConsumer<DeliverySettings, Exception> start,
        ThrowingConsumer<DeliverySettings, Exception> tryOut,
        ThrowingConsumer<String, Exception> drain,
        ThrowingConsumer<DeliverySettings, Exception> hold,
        ThrowingConsumer<String, Exception> stop,
        Consumer<String> retryNow,
        ThrowingConsumer<String, Exception> remove,
        ThrowingConsumer<Set<String>, Exception> forgetAllBut,
        Function<String, DeliveryStatus> status) {

    public static DeliveryControl of(Lanes lanes) {
        return new DeliveryControl(
                lanes::claim,
                lanes::start,
                lanes::tryOut,
                lanes::drain,
                lanes::hold,
                lanes::stop,
                lanes::retryNow,
                lanes::remove,
                lanes::forgetAllBut,
                lanes::status);
    }
}
