package routes.destination.net;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which hosts are reached without the proxy, as {@code NO_PROXY} lists them with commas or spaces between: a name stands for itself
 * and all names below it, with a dot or {@code *.} before it or without; an address and a range in CIDR for hosts that are written as
 * addresses; {@code *} for all. With a port, for that port alone. Names are not resolved.
 */
final class ProxyExceptions {

    private static final Pattern ENTRY =
            Pattern.compile("(?:\\[([^]]+)]|([^:\\[\\]]+)|([^\\[\\]]*:[^\\[\\]]*:.*))(?::([0-9]{1,5}))?");
    private static final int ANY_PORT = -1;

    /** @param range empty where it is a name */
    private record Entry(String host, Optional<AddressRange> range, int port) {

        boolean holds(String name, Optional<InetAddress> address, int wanted) {
            if (port != ANY_PORT && port != wanted) {
                return false;
            }
            return host.equals("*")
                    || range.filter(listed -> address.isPresent()
                                    && listed.holds(address.get().getAddress()))
                            .isPresent()
                    || name.equals(host)
                    || (address.isEmpty() && name.endsWith("." + host));
        }
    }

    private final List<Entry> entries;

    ProxyExceptions(String list) {
        entries = Stream.of(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .map(ENTRY::matcher)
                .filter(Matcher::matches)
                .map(ProxyExceptions::entry)
                .toList();
    }

    private static Entry entry(Matcher parts) {
        String host = Stream.of(1, 2, 3)
                .map(parts::group)
                .filter(text -> text != null)
                .findFirst()
                .orElseThrow()
                .replaceFirst("^\\*?\\.", "");
        return new Entry(host, range(host), parts.group(4) == null ? ANY_PORT : Integer.parseInt(parts.group(4)));
    }

    /** Of what is none, it is a name that no host has. */
    private static Optional<AddressRange> range(String host) {
        try {
            return Optional.of(AddressRange.of("NO_PROXY", host));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    /** @param host an IPv6 address without its brackets */
    boolean hold(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        Optional<InetAddress> address = HostRules.literal(host);
        return entries.stream().anyMatch(entry -> entry.holds(name, address, port));
    }
}
