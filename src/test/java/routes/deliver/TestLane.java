package routes.deliver;

import routes.event.Selection;
import routes.value.SinkParameters;
import routes.verdict.BentVerdicts;

/** An integration's own lane without a journal: it gets all events, sends one request after the other and is never lost. */
final class TestLane {

    private TestLane() {}

    static DeliverySettings settings(String id, String type, int maxEvents, int redeliveries) {
        return new DeliverySettings(
                id,
                type,
                "siem-" + type.replace('_', '-') + "-sink",
                SinkParameters.NONE,
                Selection.ALL,
                maxEvents,
                1_000_000,
                0,
                redeliveries,
                1,
                1,
                false,
                "now",
                MaxBacklog.NONE,
                BentVerdicts.NONE,
                Pace.ONE_AFTER_THE_OTHER);
    }

    static Lane of(DeliverySettings settings, DeliveryState state, DeliveryMonitor monitor) {
        return new Lane(
                settings,
                state,
                monitor,
                new EventAttempts(),
                () -> false,
                () -> false,
                refusals -> {},
                new EventRate());
    }
}
