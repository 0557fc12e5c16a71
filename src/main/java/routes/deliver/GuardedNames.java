package routes.deliver;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Resolves the names of an HTTP client's peers, addresses in place of names too, and lets none pass that the policy refuses. */
final class GuardedNames implements DnsResolver {

    private final AddressPolicy policy;

    GuardedNames(AddressPolicy policy) {
        this.policy = policy;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        try {
            policy.check(addresses);
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
