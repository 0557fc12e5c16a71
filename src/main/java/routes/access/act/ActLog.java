package routes.access.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.event.RouterEvent;
import routes.record.RouterEvents;

/**
 * Puts acts on record, each as one line of the log: {@code act: } and an object of JSON with {@code act}, {@code who}, {@code by} (how
 * that is known), {@code from} and what the act says of itself; and as one of the router's own events.
 */
public final class ActLog {

    private static final Logger LOG = LoggerFactory.getLogger(ActLog.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RouterEvents events;

    public ActLog(RouterEvents events) {
        this.events = events;
    }

    public void put(Act act) {
        put(act, event(act));
    }

    /** @param event of that act, made before */
    public void put(Act act, RouterEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("act", act.what());
        line.put("who", act.who().name());
        line.put("by", act.who().kind().word());
        if (!act.who().address().isEmpty()) {
            line.put("from", act.who().address());
        }
        line.putAll(act.details());
        LOG.info("act: {}", json(line));
        events.put(event);
    }

    /** The act as an event that is on no record yet. */
    public RouterEvent event(Act act) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("act", act.what());
        fields.put("actor", act.who().name());
        fields.put("actor_kind", act.who().kind().word());
        if (!act.who().address().isEmpty()) {
            fields.put("source_ip", act.who().address());
        }
        // in a SIEM that has events of many products type alone says nothing
        act.details().forEach((name, value) -> fields.put(name.equals("type") ? "integration_type" : name, value));
        return events.make(ActTypes.of(act.what()), fields);
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
