package routes.destination.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Indexer acknowledgement as documented and measured on Splunk 10.4: numbers from 0 on each channel, an answer of true only once, and
 * false for whatever is not known. Not for several threads at a time.
 */
final class SplunkHecChannels {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Long> next = new HashMap<>();
    private final Map<String, Set<Long>> indexed = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private boolean on;
    private boolean indexing = true;

    void turn(boolean acknowledgement) {
        on = acknowledgement;
    }

    /** Whether what is taken is acknowledged; else it is answered with false for ever. */
    void setIndexing(boolean indexing) {
        this.indexing = indexing;
    }

    /** The channels of the questions so far. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** All that was not asked for yet is forgotten, and numbers begin anew. */
    void forget() {
        next.clear();
        indexed.clear();
    }

    /** Null where a request may have events. */
    SplunkHecAnswer refusal(String channel) {
        return on && channel == null ? SplunkHecAnswer.of(400, "Data channel is missing", 10) : null;
    }

    SplunkHecAnswer taken(SplunkHecAnswer success, String channel) {
        if (!on || success.status() != 200) {
            return success;
        }
        long number = next.merge(channel, 1L, Long::sum) - 1;
        if (indexing) {
            indexed.computeIfAbsent(channel, any -> new HashSet<>()).add(number);
        }
        return new SplunkHecAnswer(200, "{\"text\":\"Success\",\"code\":0,\"ackId\":" + number + "}", List.of());
    }

    SplunkHecAnswer ask(byte[] question, String channel) throws IOException {
        if (!on) {
            return SplunkHecAnswer.of(400, "ACK is disabled", 14);
        }
        if (channel == null) {
            return SplunkHecAnswer.of(400, "Data channel is missing", 10);
        }
        asked.add(channel);
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode acks = answer.putObject("acks");
        for (JsonNode number : JSON.readTree(question).path("acks")) {
            boolean known = indexed.getOrDefault(channel, new HashSet<>()).remove(number.asLong());
            acks.put(number.asText(), known);
        }
        return new SplunkHecAnswer(200, answer.toString(), List.of());
    }
}
