package routes.destination.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the operator says that events may go: a host whose name is listed, at whatever address; or any host all of whose addresses
 * are in a listed range. An empty list is everywhere.
 */
final class AllowedDestinations {

    static final String SETTING = "SIEM_ALLOWED_DESTINATIONS";

    private static final Pattern RANGE = Pattern.compile("[0-9./]+|[^*]*:.*");
    private static final Pattern NAME =
            Pattern.compile("(\\*\\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");

    private final List<AddressRange> ranges = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /**
     * @param list addresses, CIDR ranges, host names, and {@code *.name} for all names below one; comma between
     * @throws IllegalArgumentException where one is none of these
     */
    AllowedDestinations(String list) {
        if (!list.isBlank()) {
            for (String entry : list.split(",", -1)) {
                add(entry.strip().toLowerCase(Locale.ROOT));
            }
        }
    }

    private void add(String entry) {
        if (RANGE.matcher(entry).matches()) {
            ranges.add(range(entry));
        } else if (NAME.matcher(entry).matches()) {
            names.add(entry);
        } else {
            throw unreadable(entry);
        }
    }

    private static AddressRange range(String entry) {
        try {
            return AddressRange.of(SETTING, entry);
        } catch (IllegalArgumentException noRange) {
            // a URL, or a name with its port, looks like an address for its colon; what is said of ranges is no help
            // then
            IllegalArgumentException unreadable = unreadable(entry);
            unreadable.addSuppressed(noRange);
            throw unreadable;
        }
    }

    private static IllegalArgumentException unreadable(String entry) {
        return new IllegalArgumentException(SETTING + ": " + entry
                + ": expected a host name such as siem.example.com, without scheme, port or path; *.example.com for all names"
                + " below it; an address such as 10.0.0.1; or a range such as 10.0.0.0/8. Correct it.");
    }

    /** @param host as the destination's settings name it */
    boolean hold(String host, InetAddress... addresses) {
        return (ranges.isEmpty() && names.isEmpty()) || isNamed(host) || allInRange(addresses);
    }

    private boolean isNamed(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return names.stream()
                .anyMatch(listed -> listed.startsWith("*.") ? name.endsWith(listed.substring(1)) : name.equals(listed));
    }

    private boolean allInRange(InetAddress... addresses) {
        for (InetAddress address : addresses) {
            byte[] itself = address.getAddress();
            if (ranges.stream().noneMatch(range -> range.holds(itself))) {
                return false;
            }
        }
        return addresses.length > 0;
    }
}
