package routes.destination.cef;

/** What goes into {@code src}, which the CEF dictionary wants to be an IPv4 address and the specification an agent's id. */
enum CefSource {
    /** The agent's id, whatever it is, as the specification says. */
    AGENT_ID,
    /** The agent's id where it is an IPv4 address: for receivers that lose an event with anything else there. */
    IP_ONLY,
    /** Never; the agent's id is in {@code suid} in any case. */
    OMIT;

    /** Four numbers from 0 to 255 without leading zeros, with points between. */
    static boolean isIpv4(byte[] text, int from, int to) {
        int numbers = 0;
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text[i] == '.') {
                boolean padded = i - start > 1 && text[start] == '0';
                if (i == start || i - start > 3 || padded || CefNumber.whole(text, start, i, 255) < 0) {
                    return false;
                }
                numbers++;
                start = i + 1;
            }
        }
        return numbers == 4;
    }
}
