package routes.integration.deployed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * How events are collected into requests, as the environment says it for every type.
 *
 * @param mode {@code SIEM_BATCH_MODE}: true, or false for one event a request, sent at once
 * @param size {@code SIEM_BATCH_SIZE}: most events in a request, 1 to 10000
 * @param interval {@code SIEM_FLUSH_INTERVAL}: seconds that the first event waits for others, 0 to 60
 */
public record EnvironmentBatch(String mode, String size, String interval) {

    /** One that is set to nothing, as composing tools do, is as good as not set. */
    public EnvironmentBatch {
        mode = mode.isBlank() ? "true" : mode.toLowerCase(Locale.ROOT);
        size = size.isBlank() ? "100" : size;
        interval = interval.isBlank() ? "5.0" : interval;
    }

    /** Notes what is wrong, all of it. */
    void writeTo(ObjectNode batch, List<String> errors) {
        int before = errors.size();
        if (!mode.matches("true|false")) {
            errors.add("SIEM_BATCH_MODE = " + mode + ": expected true or false.");
        }
        if (!size.matches("0{0,4}[1-9][0-9]{0,3}|10000")) {
            errors.add("SIEM_BATCH_SIZE = " + size + ": expected a whole number of events from 1 to 10000.");
        }
        if (!interval.matches("[0-5]?[0-9]([.][0-9]{1,9})?|60([.]0{1,9})?")) {
            errors.add("SIEM_FLUSH_INTERVAL = " + interval + ": expected seconds from 0 to 60, such as 5.0.");
        }
        if (errors.size() == before) {
            boolean batched = Boolean.parseBoolean(mode);
            int millis = new BigDecimal(interval).movePointRight(3).intValue();
            batch.put("max_events", batched ? Integer.parseInt(size) : 1).put("max_wait_ms", batched ? millis : 0);
        }
    }
}
