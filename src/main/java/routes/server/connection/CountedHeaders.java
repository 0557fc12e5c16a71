package routes.server.connection;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.vertx.core.http.impl.headers.HeadersMultiMap;

/** Headers of which there are so many at most: a head of 16 KiB could hold 4,000, and each takes a hundred bytes and more. */
record CountedHeaders(int most) implements HttpHeadersFactory {

    @Override
    public HttpHeaders newHeaders() {
        int[] count = new int[1];
        return new HeadersMultiMap((name, value) -> {
            if (++count[0] > most) {
                throw new TooLongHttpHeaderException("more than " + most + " header fields");
            }
        });
    }

    @Override
    public HttpHeaders newEmptyHeaders() {
        return newHeaders();
    }
}
