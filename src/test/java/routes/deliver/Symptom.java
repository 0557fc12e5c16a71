package routes.deliver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import routes.event.EventType;
import routes.event.Selection;
import routes.event.Severity;
import routes.value.SinkParameters;
import routes.verdict.BentVerdicts;

/**
 * An integration that something is wrong with.
 *
 * @param code of the reason that its status, or its dead letters, will show
 * @param number tells it apart from others with the same code
 * @param gets the one type of event it gets
 */
record Symptom(String code, int number, String kamelet, Map<String, String> parameters, EventType gets) {

    private static final int QUICK = 10;

    Symptom with(String name, String value) {
        Map<String, String> more = new HashMap<>(parameters);
        more.put(name, value);
        return new Symptom(code, number, kamelet, more, gets);
    }

    Symptom of(EventType type) {
        return new Symptom(code, number, kamelet, parameters, type);
    }

    /** A stream that ended is read again and retried, and nothing comes after that. */
    boolean mayRetry() {
        return kamelet.startsWith("syslog");
    }

    String id() {
        return code.replace('_', '-') + "-" + number;
    }

    /** Without redeliveries, so that what is seen comes at once. */
    DeliverySettings settings() {
        return new DeliverySettings(
                id(),
                kamelet,
                "siem-" + kamelet + "-sink",
                SinkParameters.NONE.withTexts(parameters),
                Selection.of(List.of(gets), Severity.LOW),
                QUICK,
                10_000_000,
                0,
                0,
                QUICK,
                QUICK,
                false,
                "now",
                MaxBacklog.NONE,
                BentVerdicts.NONE,
                Pace.ONE_AFTER_THE_OTHER);
    }
}
