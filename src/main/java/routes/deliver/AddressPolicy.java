package routes.deliver;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses nothing is sent to: whoever may create an integration must not reach what only this machine should, such as
 * the metadata service of its cloud, which gives credentials to whoever asks. Whoever connects to a destination asks here, with
 * every address that its name resolves to, at the time of connecting.
 */
public final class AddressPolicy {

    /** Link-local, and where clouds have their metadata (AWS, Google, Alibaba); SIEMs live on private networks, so these pass. */
    public static final String USUAL = "169.254.0.0/16,fe80::/10,fd00:ec2::254,fd20:ce::254,100.100.100.200";

    private static final int MAPPED = 12;
    private static final AddressRange COMPATIBLE = AddressRange.of("::/96");
    private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");
    private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");

    private final List<AddressRange> refused;

    /**
     * @param ranges addresses and CIDR ranges, comma between; {@code none} refuses nothing
     * @throws IllegalArgumentException where one is neither
     */
    public AddressPolicy(String ranges) {
        this.refused = ranges.strip().equals("none")
                ? List.of()
                : Stream.of((ranges.isBlank() ? USUAL : ranges).split(",", -1))
                        .map(range -> AddressRange.of(range.strip()))
                        .toList();
    }

    /**
     * Lets all of them pass, or none.
     *
     * @throws DeliveryException parked, where one is refused
     */
    public void check(InetAddress... addresses) throws DeliveryException {
        for (InetAddress address : addresses) {
            if (isRefused(address)) {
                throw DeliveryException.of(
                        Verdict.PARKED,
                        new Reason(
                                "address_refused",
                                "The destination's address, " + address.getHostAddress()
                                        + ", is one that the router must not connect to.",
                                "Set another address, or have the operator change SIEM_REFUSED_ADDRESSES."));
            }
        }
    }

    private boolean isRefused(InetAddress address) {
        byte[] itself = address.getAddress();
        byte[] inner = inner(itself);
        return refused.stream().anyMatch(range -> range.holds(itself) || range.holds(inner));
    }

    /** The IPv4 address that an IPv6 address leads to; Java itself unwraps ::ffff:0:0/96. */
    private static byte[] inner(byte[] address) {
        if (COMPATIBLE.holds(address) || NAT64.holds(address)) {
            return Arrays.copyOfRange(address, MAPPED, address.length);
        }
        return SIX_TO_FOUR.holds(address) ? Arrays.copyOfRange(address, 2, 6) : address;
    }
}
