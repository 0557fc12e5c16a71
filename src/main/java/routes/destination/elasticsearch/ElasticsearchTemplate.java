package routes.destination.elasticsearch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import routes.destination.http.Headers;
import routes.destination.http.HttpAnswer;
import routes.destination.http.HttpConnections;
import routes.destination.http.RequestHeaders;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/**
 * Sees to it that the index template is there before the first bulk request, once in the life of a sink: looks for it, and creates
 * it where it is not, {@code elasticsearch/index-template.json} with the names it is for. What goes wrong is no event's fault: it
 * is tried again or parks.
 */
public final class ElasticsearchTemplate implements Processor {

    private static final String RESOURCE = "/elasticsearch/index-template.json";
    private static final byte[] NOTHING = new byte[0];
    private static final String MENDING =
            "Give the API key or user the cluster privilege manage_index_templates, or create the template yourself and set"
                    + " create_template to none.";

    private HttpConnections connections;
    private RequestHeaders headers;
    private ElasticsearchIndices indices;
    private boolean wanted;
    private volatile boolean present;

    public void setConnections(HttpConnections connections) {
        this.connections = connections;
    }

    /** The same as the bulk request's. */
    public void setHeaders(RequestHeaders headers) {
        this.headers = headers;
    }

    /** The same as the bulk request's; what their names begin with is also the template's name. */
    public void setIndices(ElasticsearchIndices indices) {
        this.indices = indices;
    }

    /** Whether there is anything to see to at all: {@code create}, or {@code none} as unless set. */
    public void setCreateTemplate(String createTemplate) {
        wanted = createTemplate.equals("create");
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        if (wanted && !present) {
            HttpAnswer looked = send(exchange, "HEAD", "", NOTHING);
            if (looked.status() == 404) {
                // create: whoever made one since then keeps it
                check(send(exchange, "PUT", "?create=true", body()));
            } else {
                check(looked);
            }
            present = true;
        }
    }

    private HttpAnswer send(Exchange exchange, String method, String query, byte[] body)
            throws DeliveryException, IOException {
        Headers all = new Headers();
        headers.write(all, exchange, body);
        HttpUriRequestBase request = connections.request(method, "/_index_template/" + indices.prefix() + query, all);
        if (body.length > 0) {
            request.setEntity(new ByteArrayEntity(body, ContentType.create("application/json")));
        }
        return connections.send(exchange.getContext(), request);
    }

    private static void check(HttpAnswer answer) throws DeliveryException {
        DeliveryException failure = answer.judge(Clock.systemUTC()).orElse(null);
        if (failure != null) {
            throw failure.rest() == Verdict.AGAIN ? failure : parked(answer.status());
        }
    }

    private static DeliveryException parked(int status) {
        return DeliveryException.of(
                Verdict.PARKED,
                new Reason(
                        "index_template_" + status,
                        "The cluster answered " + status + " when the index template was to be created.",
                        MENDING));
    }

    private byte[] body() throws IOException {
        try (InputStream resource = ElasticsearchTemplate.class.getResourceAsStream(RESOURCE)) {
            ObjectMapper json = new ObjectMapper();
            ObjectNode template = (ObjectNode) json.readTree(resource);
            template.putArray("index_patterns").add(indices.pattern());
            if (indices.isDataStream()) {
                template.putObject("data_stream");
            }
            return json.writeValueAsBytes(template);
        }
    }
}
