package routes.destination.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An address, and those that it leads to as well: the IPv4 address in an IPv6 address that something on the way unpacks, and the
 * loopback addresses, where the wildcard leads. Java itself unwraps {@code ::ffff:0:0/96} where it is written, but not where a name
 * has it.
 */
final class AddressForms {

    private static final int LAST_FOUR = 12;
    /** IPv4-compatible (RFC 4291 section 2.5.5.1) and IPv4-translated (RFC 2765 section 2.1). */
    private static final AddressRange COMPATIBLE = range("::/96");

    private static final AddressRange TRANSLATED = range("::ffff:0:0:0/96");
    /** NAT64, of RFC 6052 section 2.1 and of RFC 8215. */
    private static final AddressRange NAT64 = range("64:ff9b::/96");

    private static final AddressRange LOCAL_NAT64 = range("64:ff9b:1::/48");
    /** RFC 6052 section 2.2: where prefixes of 48, 56 and 64 bits have the four bytes; the byte at 8 is skipped. */
    private static final int[][] LOCAL_NAT64_PLACES = {{6, 7, 9, 10}, {7, 9, 10, 11}, {9, 10, 11, 12}};
    /** RFC 3056. */
    private static final AddressRange SIX_TO_FOUR = range("2002::/16");
    /** RFC 4380 section 4: the server's address, and the client's with its bits turned over. */
    private static final AddressRange TEREDO = range("2001::/32");
    /** RFC 5214 section 6.1. */
    private static final byte[] ISATAP = {0, 0, 0x5e, (byte) 0xfe};

    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private AddressForms() {}

    /** The first is the address itself; four or sixteen bytes each. */
    static List<byte[]> of(InetAddress address) {
        byte[] itself = address.getAddress();
        List<byte[]> forms = new ArrayList<>();
        forms.add(itself);
        if (address.isAnyLocalAddress()) {
            forms.add(new byte[] {127, 0, 0, 1});
            forms.add(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        }
        if (itself.length > 4) {
            addEmbedded(itself, forms);
        }
        return forms;
    }

    private static void addEmbedded(byte[] address, List<byte[]> forms) {
        if (isMapped(address)
                || COMPATIBLE.holds(address)
                || TRANSLATED.holds(address)
                || NAT64.holds(address)
                || LOCAL_NAT64.holds(address)
                || isIsatap(address)) {
            forms.add(Arrays.copyOfRange(address, LAST_FOUR, address.length));
        }
        if (LOCAL_NAT64.holds(address)) {
            for (int[] places : LOCAL_NAT64_PLACES) {
                forms.add(at(address, places));
            }
        }
        if (SIX_TO_FOUR.holds(address)) {
            forms.add(Arrays.copyOfRange(address, 2, 6));
        }
        if (TEREDO.holds(address)) {
            forms.add(Arrays.copyOfRange(address, 4, 8));
            forms.add(turned(Arrays.copyOfRange(address, LAST_FOUR, address.length)));
        }
    }

    /** RFC 4291 section 2.5.5.2. No {@link AddressRange}: Java would read it as one of IPv4. */
    private static boolean isMapped(byte[] address) {
        return Arrays.equals(Arrays.copyOf(address, LAST_FOUR), MAPPED);
    }

    /** The second bit of the first byte says that the address is unique in the world. */
    private static boolean isIsatap(byte[] address) {
        byte[] interfaceId = Arrays.copyOfRange(address, 8, LAST_FOUR);
        interfaceId[0] &= (byte) ~2;
        return Arrays.equals(interfaceId, ISATAP);
    }

    private static byte[] at(byte[] address, int... places) {
        byte[] found = new byte[places.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = address[places[i]];
        }
        return found;
    }

    private static byte[] turned(byte[] address) {
        for (int i = 0; i < address.length; i++) {
            address[i] = (byte) ~address[i];
        }
        return address;
    }

    private static AddressRange range(String text) {
        return AddressRange.of("", text);
    }
}
