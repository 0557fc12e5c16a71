package routes.deliver.probe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Kinds;

/** The event of a connection test: of a type that every SIEM maps and none raises an alarm for, and it says what it is. */
final class TestEvent {

    private static final String EVENT =
            "{\"id\":\"%s\",\"event_type\":\"agent.connected\",\"occurred_at\":\"%s\",\"agent_id\":\"siem-router\","
                    + "\"reason\":\"siem-router connection test\"}";

    private TestEvent() {}

    static Batch batch() {
        byte[] json = EVENT.formatted(UUID.randomUUID(), Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .getBytes(StandardCharsets.UTF_8);
        return new Batch(List.of(new Event(json, 0, json.length, Kinds.of(json, 0, json.length), 0)));
    }
}
