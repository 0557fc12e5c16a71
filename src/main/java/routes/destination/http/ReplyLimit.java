package routes.destination.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Reads a reply's body to its end where it is short, so that the connection can be used again, and ends the connection where it
 * is not: left to itself the client reads whatever a destination sends, for ever.
 *
 * @param kept how many bytes of the body the reader of the reply gets; with 0 there is no body
 */
record ReplyLimit(int kept) implements ExecChainHandler {

    /** What is read of a reply although nobody wants it, so that the connection lives on. */
    private static final int SHORT = 64 * 1024;

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse reply = chain.proceed(request, scope);
        if (reply.getEntity() == null) {
            return reply;
        }
        byte[] body = beginning(reply, Math.max(kept, SHORT), scope);
        reply.setEntity(
                kept == 0
                        ? null
                        : new ByteArrayEntity(
                                Arrays.copyOf(body, Math.min(body.length, kept)), ContentType.APPLICATION_JSON));
        return reply;
    }

    /** The status is known by now and says more than a body that breaks off. */
    private static byte[] beginning(ClassicHttpResponse reply, int most, ExecChain.Scope scope) {
        byte[] body = new byte[0];
        boolean ended = false;
        try {
            InputStream in = reply.getEntity().getContent();
            body = in == null ? body : in.readNBytes(most);
            ended = in == null || in.read() < 0;
        } catch (IOException cutOff) {
            ended = false;
        }
        if (!ended) {
            scope.execRuntime.discardEndpoint();
        }
        return body;
    }
}
