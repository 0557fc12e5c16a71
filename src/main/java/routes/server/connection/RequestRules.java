package routes.server.connection;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a request's head says in one way only where its body ends and whom it is for: RFC 9112 sections 3.2, 6.1 and 6.3, without
 * what they let a server mend.
 */
final class RequestRules {

    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    private RequestRules() {}

    static boolean areKeptBy(HttpRequest request) {
        boolean isOldest = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        return (isOldest || request.protocolVersion().equals(HttpVersion.HTTP_1_1))
                && request.uri().startsWith("/")
                && hasOneHost(request.headers(), isOldest)
                && hasOneLength(request.headers(), isOldest);
    }

    private static boolean hasOneHost(HttpHeaders headers, boolean isOldest) {
        int hosts = headers.getAll(HttpHeaderNames.HOST).size();
        return hosts == 1 || (isOldest && hosts == 0);
    }

    private static boolean hasOneLength(HttpHeaders headers, boolean isOldest) {
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return lengths.isEmpty()
                    || (lengths.size() == 1 && LENGTH.matcher(lengths.get(0)).matches());
        }
        return !isOldest
                && lengths.isEmpty()
                && codings.size() == 1
                && codings.get(0).equalsIgnoreCase("chunked");
    }
}
