package routes.format;

import java.util.Properties;

/** How long Kafka's client tries by itself; what it cannot deliver in that time is for the integration's own redelivery. */
final class KafkaTimes {

    /** Kafka's own default of request.timeout.ms. */
    private static final int LONGEST_REQUEST = 30_000;

    private static final String LONGEST_RECONNECT = "10000";

    private KafkaTimes() {}

    /** @param given has delivery.timeout.ms and linger.ms; Kafka wants room for a request and the lingering in the first */
    static Properties settings(Properties given) {
        int delivery = Integer.parseInt(String.valueOf(given.get("delivery.timeout.ms")));
        int linger = Integer.parseInt(String.valueOf(given.get("linger.ms")));
        Properties settings = new Properties();
        settings.setProperty(
                "request.timeout.ms", Integer.toString(Math.max(1, Math.min(LONGEST_REQUEST, delivery - linger))));
        settings.setProperty("reconnect.backoff.max.ms", LONGEST_RECONNECT);
        return settings;
    }
}
