package routes.destination.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/**
 * Which addresses nothing is sent to: whoever may create an integration must not reach what only this machine should, such as
 * the metadata service of its cloud, which gives credentials to whoever asks; nor whatever the operator did not allow; nor the
 * router itself. Whoever connects to a destination asks here, with every address that its name resolves to, at the time of
 * connecting.
 */
public final class AddressPolicy {

    /** Link-local, and where clouds have their metadata (AWS, Google, Alibaba); SIEMs live on private networks, so these pass. */
    public static final String USUAL = "169.254.0.0/16,fe80::/10,fd00:ec2::254,fd20:ce::254,100.100.100.200";

    /** The name under which the router's own is in Camel's registry. */
    public static final String NAME = "addressPolicy";

    /** In place of a port, where what is spoken is nothing that the router listens for. */
    public static final int NO_PORT = -1;

    private final List<AddressRange> refused;
    private final AllowedDestinations allowed;
    private final OwnAddress own;

    /** Refuses these ranges and allows all others. */
    public AddressPolicy(String refused) {
        this(refused, "", OwnAddress.NONE);
    }

    /**
     * @param refused addresses and CIDR ranges, comma between; {@code none} refuses nothing, an empty text the usual ones
     * @param allowed addresses, CIDR ranges and host names, comma between, beside which none is allowed; empty allows all
     * @param own where the router listens
     * @throws IllegalArgumentException where one is none of these
     */
    public AddressPolicy(String refused, String allowed, OwnAddress own) {
        this.refused = refused.strip().equals("none")
                ? List.of()
                : Stream.of((refused.isBlank() ? USUAL : refused).split(",", -1))
                        .map(range -> AddressRange.of("SIEM_REFUSED_ADDRESSES", range.strip()))
                        .toList();
        this.allowed = new AllowedDestinations(allowed);
        this.own = own;
    }

    /** The router's own; the usual one where a Kamelet runs in a Camel without a router. */
    public static AddressPolicy of(CamelContext context) {
        AddressPolicy found = context.getRegistry().lookupByNameAndType(NAME, AddressPolicy.class);
        return found == null ? new AddressPolicy(USUAL) : found;
    }

    /**
     * Lets all of them pass, or none.
     *
     * @param host as the destination's settings name it, or as its peers name one of themselves
     * @param port that will be connected to, or {@link #NO_PORT}
     * @throws DeliveryException parked, where one may not be connected to
     */
    public void check(String host, int port, InetAddress... addresses) throws DeliveryException {
        for (InetAddress address : addresses) {
            for (byte[] form : AddressForms.of(address)) {
                if (refused.stream().anyMatch(range -> range.holds(form))) {
                    throw parked(refused(address.getHostAddress()));
                }
                if (own.is(asAddress(form), port)) {
                    throw parked(own(address, port));
                }
            }
        }
        if (!allowed.hold(host, addresses)) {
            throw parked(notAllowed(host));
        }
    }

    /**
     * Lets a host pass that somebody else resolves, a forward proxy. A literal address is judged as such, and a spelling that others
     * may read as another address is refused; of a name nothing is known but the name.
     *
     * @param host an IPv6 address without its brackets
     * @throws DeliveryException parked, where it may not be connected to
     */
    public void checkUnresolved(String host, int port) throws DeliveryException {
        if (!HostRules.isAsOthersReadIt(host)) {
            throw parked(refused(host));
        }
        Optional<InetAddress> literal = HostRules.literal(host);
        if (literal.isPresent()) {
            check(host, port, literal.get());
        } else if (!allowed.hold(host)) {
            throw parked(notAllowed(host));
        }
    }

    private static Reason refused(String address) {
        return new Reason(
                "address_refused",
                "The destination's address, " + address + ", is one that the router must not connect to.",
                "Set another address, or have the operator change SIEM_REFUSED_ADDRESSES.");
    }

    private static Reason own(InetAddress address, int port) {
        return new Reason(
                "own_address",
                "The destination's address, " + address.getHostAddress() + " port " + port
                        + ", is the router's own: its events would come in again for ever.",
                "Set the address of a SIEM.");
    }

    private static Reason notAllowed(String host) {
        return new Reason(
                "address_not_allowed",
                "The destination's host, " + host + ", is not one that the operator allows.",
                "Set another address, or have the operator add its name or range to SIEM_ALLOWED_DESTINATIONS.");
    }

    private static DeliveryException parked(Reason reason) {
        return DeliveryException.of(Verdict.PARKED, reason);
    }

    private static InetAddress asAddress(byte[] form) {
        try {
            return InetAddress.getByAddress(form);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException(wrongLength);
        }
    }
}
