package routes.destination.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import routes.destination.net.AddressPolicy;
import routes.verdict.DeliveryException;

/** Resolves the names of an HTTP client's peers, addresses in place of names too, and lets none pass that the policy refuses. */
final class GuardedNames implements DnsResolver {

    private final AddressPolicy policy;

    GuardedNames(AddressPolicy policy) {
        this.policy = policy;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return Stream.of(allowed(host, port))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return allowed(host, AddressPolicy.NO_PORT);
    }

    private InetAddress[] allowed(String host, int port) throws UnknownHostException {
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        try {
            policy.check(host, port, addresses);
        } catch (DeliveryException refused) {
            throw (UnknownHostException) new UnknownHostException(refused.getMessage()).initCause(refused);
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }
}
