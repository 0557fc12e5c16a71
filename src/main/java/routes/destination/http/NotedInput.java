package routes.destination.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/** Reads the heads of one connection's replies as the client does, and knows what was read of it beyond them. */
final class NotedInput implements HttpMessageParser<ClassicHttpResponse> {

    private final HttpMessageParser<ClassicHttpResponse> parser;
    private SessionInputBuffer buffer;

    NotedInput(Http1Config limits) {
        parser = new DefaultHttpResponseParser(limits);
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer input, InputStream stream) throws IOException, HttpException {
        buffer = input;
        return parser.parse(input, stream);
    }

    /** Whether bytes came that no reply has taken. */
    boolean isLeft() {
        return buffer != null && buffer.length() > 0;
    }
}
