package routes.destination.net;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which hosts and ports the address of a destination may name, so that one that nobody can reach, or that two programs read
 * differently, is refused where it is given. A name may hold underscores, which Docker Compose makes; an IPv4 address is four decimal
 * numbers (RFC 3986 section 3.2.2), for others read its short forms as other addresses, or as names.
 */
public final class HostRules {

    private static final int LAST_PORT = 65_535;
    private static final int LONGEST_NAME = 253;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)");
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern IPV6_CHARACTERS = Pattern.compile("(?=.*:)[0-9a-fA-F:][0-9a-fA-F:.]*");

    private HostRules() {}

    /**
     * @param setting names the host in what is said
     * @param host as it is written, an IPv6 address in brackets
     * @param port digits; null where there is none
     * @throws IllegalArgumentException saying what to write instead
     */
    public static void check(String setting, String host, String port) {
        if (host.startsWith("[") && host.endsWith("]")) {
            checkIpv6(setting, host.substring(1, host.length() - 1));
        } else {
            checkName(setting, host);
        }
        if (port != null && !isPort(port)) {
            throw wrong(
                    setting, "the port " + port, "a number from 1 to " + LAST_PORT + " behind the colon, or no colon");
        }
    }

    /**
     * Of a host that is spoken to by TLS: Java compares no certificate with a name that has an underscore (RFC 1123 section 2.1).
     *
     * @throws IllegalArgumentException saying what to write instead
     */
    public static void checkForTls(String setting, String host) {
        if (host.contains("_")) {
            throw wrong(
                    setting,
                    host + " has an underscore, and a certificate for it cannot be verified",
                    "another name of that host without one, such as a network alias");
        }
    }

    /** @param host an IPv6 address without its brackets */
    static boolean isAsOthersReadIt(String host) {
        try {
            check("url", host.contains(":") ? "[" + host + "]" : host, null);
            return true;
        } catch (IllegalArgumentException readInTwoWays) {
            return false;
        }
    }

    /**
     * The address that such a host is; empty where it is a name.
     *
     * @param host an IPv6 address without its brackets
     */
    static Optional<InetAddress> literal(String host) {
        try {
            boolean literal = IPV4.matcher(host).matches()
                    || IPV6_CHARACTERS.matcher(host).matches();
            return literal ? Optional.of(InetAddress.getByName(host)) : Optional.empty();
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    private static void checkIpv6(String setting, String host) {
        if (host.contains("%")) {
            throw wrong(
                    setting,
                    "[" + host + "] has a zone, which no other machine knows",
                    "the address without % and what follows, or a name");
        }
        if (!IPV6_CHARACTERS.matcher(host).matches() || !isAddress(host)) {
            throw wrong(setting, "[" + host + "]", "an IPv6 address in brackets, such as [2001:db8::1]");
        }
    }

    /** Of text with a colon that begins as a number does, Java asks no name server. */
    private static boolean isAddress(String literal) {
        try {
            return InetAddress.getByName(literal) != null;
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    private static void checkName(String setting, String host) {
        if (host.chars().anyMatch(character -> character > '~')) {
            throw wrong(setting, "the host is not ASCII", "its name as DNS has it (RFC 5891)" + ascii(host));
        }
        if (host.length() > 1 && host.endsWith(".")) {
            throw wrong(setting, host, host.replaceFirst("\\.+$", "") + ", without the dot at its end");
        }
        if (!NAME.matcher(host).matches() || host.length() > LONGEST_NAME) {
            throw wrong(
                    setting,
                    "the host",
                    "a name of letters, digits, - and _ with dots between, an IPv4 address, or an IPv6 address in brackets");
        }
        if (ENDS_IN_NUMBER.matcher(host).matches() && !IPV4.matcher(host).matches()) {
            throw wrong(setting, host, "an IPv4 address as four decimal numbers, such as 192.0.2.1, or a name");
        }
    }

    private static String ascii(String host) {
        try {
            return ": " + IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException noName) {
            return ", such as xn--bcher-kva.example";
        }
    }

    private static boolean isPort(String port) {
        return port.matches("[0-9]{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= LAST_PORT;
    }

    private static IllegalArgumentException wrong(String setting, String what, String expected) {
        return new IllegalArgumentException(setting + ": " + what + ": expected " + expected + ".");
    }
}
