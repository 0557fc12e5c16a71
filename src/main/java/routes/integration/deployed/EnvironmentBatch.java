package routes.integration.deployed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
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
        mode = mode.isBlank() ? "true" : mode;
        size = size.isBlank() ? "100" : size;
        interval = interval.isBlank() ? "5.0" : interval;
    }

    private static final BigDecimal LONGEST = BigDecimal.valueOf(60);
    private static final int MOST = 10_000;

    /** Notes what is wrong, all of it. */
    void writeTo(ObjectNode batch, EnvironmentVariables variables) {
        boolean batched = mode.equalsIgnoreCase("true");
        if (!batched && !mode.equalsIgnoreCase("false")) {
            variables.refuse("SIEM_BATCH_MODE = " + mode.toLowerCase(Locale.ROOT) + ": expected true or false.");
        }
        int events = events(variables);
        int millis = millis(variables);
        batch.put("max_events", batched ? events : 1).put("max_wait_ms", batched ? millis : 0);
    }

    private int events(EnvironmentVariables variables) {
        if (!size.matches("[0-9]{1,5}") || Integer.parseInt(size) < 1 || Integer.parseInt(size) > MOST) {
            variables.refuse(
                    "SIEM_BATCH_SIZE = " + size + ": expected a whole number of events from 1 to " + MOST + ".");
            return 1;
        }
        return Integer.parseInt(size);
    }

    private int millis(EnvironmentVariables variables) {
        if (!interval.matches("[0-9]{1,2}([.][0-9]{1,9})?") || new BigDecimal(interval).compareTo(LONGEST) > 0) {
            variables.refuse(
                    "SIEM_FLUSH_INTERVAL = " + interval + ": expected seconds from 0 to " + LONGEST + ", such as 5.0.");
            return 0;
        }
        return new BigDecimal(interval).movePointRight(3).intValue();
    }
}
