package routes.destination.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.kafka.clients.HostResolver;
import routes.destination.net.AddressPolicy;
import routes.verdict.DeliveryException;

/**
 * Resolves the names of brokers, those that are set and those that brokers name, each time one is connected to, and lets none
 * pass that the operator forbids. Kafka's client takes a refusal for a broker that is away; so the last one is kept.
 */
final class AllowedHosts implements HostResolver {

    private final AddressPolicy policy;
    private volatile DeliveryException refused;

    AllowedHosts(AddressPolicy policy) {
        this.policy = policy;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        try {
            policy.check(host, AddressPolicy.NO_PORT, addresses);
        } catch (DeliveryException notAllowed) {
            refused = notAllowed;
            throw (UnknownHostException) new UnknownHostException(notAllowed.getMessage()).initCause(notAllowed);
        }
        return addresses;
    }

    /** Why a broker was not connected to; empty where all may be. */
    Optional<DeliveryException> refused() {
        return Optional.ofNullable(refused);
    }
}
