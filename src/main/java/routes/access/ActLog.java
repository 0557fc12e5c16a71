package routes.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts acts on record, each as one line of the log: {@code act: } and an object of JSON with {@code act}, {@code who}, {@code by} (how
 * that is known), {@code from} and what the act says of itself.
 */
public final class ActLog {

    private static final Logger LOG = LoggerFactory.getLogger(ActLog.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    public void put(Act act) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("act", act.what());
        line.put("who", act.who().name());
        line.put("by", act.who().kind().name().toLowerCase(Locale.ROOT));
        if (!act.who().address().isEmpty()) {
            line.put("from", act.who().address());
        }
        line.putAll(act.details());
        LOG.info("act: {}", json(line));
    }

    /** JSON escapes control characters, so that nobody's name begins a line of its own. */
    private static String json(Map<String, Object> line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an act is made of texts, numbers, lists and maps", impossible);
        }
    }
}
