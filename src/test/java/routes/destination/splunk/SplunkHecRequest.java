package routes.destination.splunk;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * One request the emulator saw.
 *
 * @param headers names in any case
 * @param bytes length of the body as it came
 */
public record SplunkHecRequest(String path, Headers headers, int bytes) {

    static byte[] gunzip(byte[] body) throws IOException {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return stream.readAllBytes();
        }
    }
}
