package routes.destination.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import routes.destination.http.Headers;
import routes.destination.http.HttpAnswer;
import routes.destination.http.HttpConnections;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;

/**
 * What Splunk says of the requests it is asked about: <code>{"acks":{"0":true,"1":false}}</code>. A number is forgotten once it was
 * answered with true, so an answer that is lost on its way looks as if nothing was acknowledged.
 *
 * @param acknowledged the numbers that Splunk has indexed
 * @param fault why it will never acknowledge anything on this channel; empty where it may
 */
record SplunkHecAckReply(List<Long> acknowledged, Optional<Reason> fault) {

    static final Reason UNACKNOWLEDGED = new Reason(
            "hec_unacknowledged",
            "Splunk took events and did not acknowledge in time that they are indexed; they are sent again.",
            "Look at Splunk's indexing queues. Behind a balancer, requests and questions have to reach the same collector: sticky sessions by cookie.");

    static final Reason MIXED = new Reason(
            "hec_ack_mixed",
            "Splunk gave one acknowledgement number twice: it was started anew, or several collectors answer in turn. What waited is sent again.",
            "Where this repeats, make the balancer's sessions sticky by cookie, or set acknowledgement to none.");

    static final Reason NO_NUMBER = new Reason(
            "hec_ack_missing",
            "Splunk took the events and gave no acknowledgement number.",
            "Turn indexer acknowledgement on for the token, or set acknowledgement to auto.");

    private static final ObjectMapper JSON = new ObjectMapper();
    /** No channel, not this channel, and acknowledgement is off. */
    private static final Set<SplunkHecCode> HOPELESS =
            Set.of(SplunkHecCode.CHANNEL_MISSING, SplunkHecCode.CHANNEL_INVALID, SplunkHecCode.ACK_DISABLED);

    /** Asks, with the events' own address but for the end of its path. */
    static SplunkHecAckReply of(HttpConnections connections, CamelContext context, Headers headers, List<Long> numbers)
            throws IOException, DeliveryException {
        HttpUriRequestBase request = connections.request("POST", "", headers);
        request.setPath(path(request.getPath()));
        ObjectNode question = JSON.createObjectNode();
        numbers.forEach(question.putArray("acks")::add);
        request.setEntity(new ByteArrayEntity(JSON.writeValueAsBytes(question), ContentType.APPLICATION_JSON));
        return read(connections.send(context, request));
    }

    static String path(String events) {
        return events.length() <= 1 ? "/services/collector/ack" : events.replaceFirst("(/event)?(/1\\.0)?/?$", "/ack");
    }

    static SplunkHecAckReply read(HttpAnswer answer) throws IOException {
        Optional<SplunkHecCode> code = SplunkHecBody.read(answer.body()).flatMap(body -> SplunkHecCode.of(body.code()));
        List<Long> acknowledged = new ArrayList<>();
        if (answer.status() == 200) {
            JsonNode acks = JSON.readTree(answer.body()).path("acks");
            acks.properties().forEach(ack -> {
                if (ack.getValue().asBoolean() && ack.getKey().matches("\\d{1,18}")) {
                    acknowledged.add(Long.valueOf(ack.getKey()));
                }
            });
        }
        return new SplunkHecAckReply(
                acknowledged, code.filter(HOPELESS::contains).map(SplunkHecCode::reason));
    }
}
