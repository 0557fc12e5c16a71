package routes.destination.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import routes.destination.Requests;
import routes.destination.net.CertificateEnd;
import routes.verdict.CleanWords;
import routes.verdict.DeliveryException;
import routes.verdict.ReplyWords;

/**
 * Posts what was marshalled and reads the reply, in one step, so that whoever repeats it repeats the request. In: a batch as the
 * body, and the request's bytes in the variable {@value Requests#VARIABLE}. Out: the same batch; what was not delivered is the exception.
 * Headers of the message neither steer the request nor go with it.
 */
public final class HttpPost extends ServiceSupport implements Processor, CamelContextAware {

    private CamelContext context;
    private HttpConnections connections;
    private RequestHeaders headers = (all, exchange, body) -> {};
    private ReplyReader reply = new StatusReply();
    private ContentType contentType = ContentType.create("application/json");
    private String path = "";
    private String usualPath = "";
    private boolean gzip;

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    public void setConnections(HttpConnections connections) {
        this.connections = connections;
    }

    /** What sets credentials and the like; nothing unless set. */
    public void setHeaders(RequestHeaders headers) {
        this.headers = headers;
    }

    /** What judges replies; the status alone unless set. */
    public void setReply(ReplyReader reply) {
        this.reply = reply;
    }

    /** {@code application/json} unless set. */
    public void setContentType(String contentType) {
        this.contentType = ContentType.parse(contentType);
    }

    /** What goes behind the URL's own path, and perhaps a query; nothing unless set. */
    public void setPath(String path) {
        this.path = path;
    }

    /** The path where the URL has none. */
    public void setUsualPath(String usualPath) {
        this.usualPath = usualPath;
    }

    /** {@code none}, unless set, or {@code gzip}. */
    public void setCompression(String compression) {
        gzip = compression.equals("gzip");
    }

    @Override
    protected void doStart() {
        connections.begin();
    }

    @Override
    protected void doStop() {
        connections.end(context);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        HttpUriRequestBase request = request(exchange);
        HttpAnswer answer = connections.send(exchange.getContext(), request);
        exchange.setProperty(CertificateEnd.PROPERTY, answer.certificateEnd());
        DeliveryException failure = reply.read(answer, exchange).orElse(null);
        if (failure != null) {
            throw failure.withReply(words(answer, request, exchange));
        }
        Requests.end(exchange);
    }

    /** What the reply says for people, without a word of the request that it answers. */
    private static String words(HttpAnswer answer, HttpUriRequestBase request, Exchange exchange) {
        CleanWords clean = CleanWords.after(() -> {
            List<String> sent = new ArrayList<>();
            sent.add(request.getRequestUri());
            sent.add(new String(Requests.bytes(exchange), StandardCharsets.UTF_8));
            Stream.of(request.getHeaders())
                    .flatMap(header -> Stream.of(header.getValue(), decoded(header.getValue())))
                    .forEach(sent::add);
            return sent;
        });
        return clean.clean(ReplyWords.in(answer.body(), answer.header("content-type")));
    }

    /** The credentials of a header such as {@code Basic dXNlcjpwYXNz}, as who reads it has them; else an empty text. */
    private static String decoded(String value) {
        try {
            byte[] pair = Base64.getDecoder().decode(value.substring(value.indexOf(' ') + 1));
            return new String(pair, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private HttpUriRequestBase request(Exchange exchange) throws DeliveryException, IOException {
        byte[] body = Requests.bytes(exchange);
        Headers all = new Headers();
        headers.write(all, exchange, body);
        String behind = usualPath.isEmpty() || connections.hasPath() ? path : usualPath + path;
        HttpUriRequestBase request = connections.request("POST", behind, all);
        request.setEntity(
                gzip
                        ? new ByteArrayEntity(compressed(body), contentType, "gzip")
                        : new ByteArrayEntity(body, contentType));
        return request;
    }

    private static byte[] compressed(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }
}
