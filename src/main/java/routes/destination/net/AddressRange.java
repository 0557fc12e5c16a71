package routes.destination.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses that begin with the same bits, as CIDR writes them: {@code 169.254.0.0/16}. */
record AddressRange(byte[] first, int bits) {

    /**
     * @param setting the variable that holds it, for the complaint
     * @throws IllegalArgumentException where the text is neither an address nor a range; a name is not resolved
     */
    static AddressRange of(String setting, String text) {
        String[] sides = text.split("/", 2);
        if (!sides[0].matches("[0-9]{1,3}([.][0-9]{1,3}){3}|(?=.*:)[0-9A-Fa-f:.]+")) {
            throw unreadable(setting, text);
        }
        try {
            byte[] first = InetAddress.getByName(sides[0]).getAddress();
            int all = first.length * Byte.SIZE;
            int bits = sides.length == 1 ? all : Integer.parseInt(sides[1]);
            if (bits < 0 || bits > all) {
                throw unreadable(setting, text);
            }
            return new AddressRange(first, bits);
        } catch (UnknownHostException | NumberFormatException malformed) {
            throw unreadable(setting, text);
        }
    }

    boolean holds(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((address[bit / Byte.SIZE] ^ first[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException unreadable(String setting, String text) {
        return new IllegalArgumentException(
                setting + ": " + text + ": expected an address such as 10.0.0.1, or a range such as 10.0.0.0/8");
    }
}
