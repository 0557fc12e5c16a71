package routes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What somebody without a token sends on each of many connections.
 *
 * @param name for the figures
 * @param opening what a connection sends first
 * @param again what it sends from then on, over and over
 * @param bytes most that it sends at a time
 * @param cut the label of the metric that counts what the router does about it; empty where it need not do anything
 */
record Attack(String name, byte[] opening, byte[] again, int bytes, String cut) {

    private static final int MUCH = 1 << 16;
    private static final int TRICKLE = 1;
    private static final byte[] MEGABYTE = new byte[1 << 20];
    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

    static List<Attack> all() {
        List<Attack> all = new ArrayList<>();
        for (String path : List.of("/api/v1/integrations/siem", "/api/v1/events", "/metrics", "/health/live", "/no")) {
            all.add(whole("bodies of 1 MB to " + path, post(path, "Content-Length: 1048576"), MEGABYTE, MUCH, ""));
        }
        byte[] head = bytes("GET /health/live" + HOST);
        byte[] chunked = post("/health/live", "Transfer-Encoding: chunked");
        byte[] extension = bytes("1;" + "e".repeat(4000) + "\r\nx\r\n");
        byte[] field = bytes("A: b\r\n");
        all.add(whole("heads byte by byte", head, field, TRICKLE, "slow_head"));
        all.add(new Attack("heads without an end", head, field, MUCH, "malformed"));
        byte[] announced = post("/api/v1/events", "Content-Length: 99999");
        all.add(new Attack("bodies byte by byte", announced, MEGABYTE, TRICKLE, "slow_body"));
        all.add(new Attack("chunks of extensions", chunked, extension, MUCH, "malformed"));
        all.add(new Attack("trailers without an end", join(chunked, bytes("0\r\n")), field, MUCH, "malformed"));
        all.add(whole("answers that nobody reads", bytes("GET /metrics" + HOST), bytes("\r\n"), MUCH, ""));
        all.add(whole(
                "requests that nobody waits for",
                new byte[0],
                bytes(("GET /no" + HOST + "\r\n").repeat(500)),
                MUCH,
                ""));
        return all;
    }

    /** The same from the beginning, over and over. */
    private static Attack whole(String name, byte[] head, byte[] rest, int bytes, String cut) {
        byte[] both = join(head, rest);
        return new Attack(name, both, both, bytes, cut);
    }

    private static byte[] post(String path, String length) {
        return bytes("POST " + path + HOST + "Content-Type: application/json\r\n" + length + "\r\n\r\n");
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
