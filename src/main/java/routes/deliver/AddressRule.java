package routes.deliver;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.EndpointStrategy;

/**
 * Gives the operator's address policy to each sink's connections before the first is made. An endpoint's URI makes them
 * and knows neither Camel nor settings; where nobody registers this, as in a plain route, they have the usual policy.
 */
public final class AddressRule implements EndpointStrategy {

    private final AddressPolicy policy;

    public AddressRule(AddressPolicy policy) {
        this.policy = policy;
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        SyslogStream.of(endpoint).ifPresent(stream -> stream.obey(policy));
        return endpoint;
    }
}
