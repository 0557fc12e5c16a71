package routes.server.connection;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a request's head says in one way only where its body ends and whom it is for: RFC 9112 sections 3.2, 6.1 and 6.3, without
 * what they let a server mend.
 */
final class RequestRules {

    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    /** RFC 3986 section 3.2.2 and 3.2.3; may be empty. */
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=%-]*|\\[[A-Za-z0-9._~!$&'()*+,;=:%-]*])(?::[0-9]*)?");

    private RequestRules() {}

    /** Empty where they are kept. */
    static Optional<MalformedRequestException> brokenBy(HttpRequest request) {
        boolean isOldest = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if ((!isOldest && !request.protocolVersion().equals(HttpVersion.HTTP_1_1))
                || !request.uri().startsWith("/")
                || !hasOneLength(request.headers(), isOldest)) {
            return Optional.of(new MalformedRequestException());
        }
        return hasOneHost(request.headers(), isOldest)
                ? Optional.empty()
                : Optional.of(new MalformedRequestException(
                        "A request has the header Host once, with the host and perhaps the port that it is for"));
    }

    private static boolean hasOneHost(HttpHeaders headers, boolean isOldest) {
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        return hosts.isEmpty()
                ? isOldest
                : hosts.size() == 1 && HOST.matcher(hosts.get(0)).matches();
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
