package routes;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import routes.destination.elasticsearch.ElasticsearchEmulator;

/** A receiver for any one of the integration types that go over the network, which keeps what it got as text. */
final class Destination implements AutoCloseable {

    /** The members of the API's body that each type needs, but for the address; quick retries are added. */
    private static final Map<String, String> MEMBERS = Map.of(
            "splunk_hec", "\"url\":\"http://%s\",\"token\":\"any-token\"",
            "webhook", "\"url\":\"http://%s/hook\"",
            "elasticsearch", "\"url\":\"http://%s\",\"api_key\":\"any-key\"",
            "datadog", "\"url\":\"http://%s\",\"api_key\":\"any-key\"",
            "syslog_cef", "\"url\":\"syslog://%s\",\"confirm_after\":100",
            "syslog_json", "\"url\":\"syslog://%s\",\"confirm_after\":100",
            "kafka", "\"brokers\":\"%s\",\"topic\":\"siem-events\"");

    private final String integration;
    private final Supplier<List<String>> received;
    private final Runnable close;

    private Destination(String integration, Supplier<List<String>> received, Runnable close) {
        this.integration = integration;
        this.received = received;
        this.close = close;
    }

    static Stream<String> types() {
        return MEMBERS.keySet().stream().sorted();
    }

    /** Those that a receiver can be had for without a process of its own. */
    static Stream<String> simpleTypes() {
        return types().filter(type -> !type.equals("kafka"));
    }

    /** The API's body for a port that nobody listens on. */
    static String closed(String type) {
        return integration(type, Ports.free(), "");
    }

    static Destination open(String type) {
        return open(type, "");
    }

    /** @param members more JSON members of the integration, each after a comma */
    static Destination open(String type, String members) {
        if (type.startsWith("syslog_")) {
            SyslogReceiver syslog = SyslogReceiver.tcp();
            return new Destination(integration(type, syslog.port(), members), syslog::messages, syslog::close);
        }
        if (type.equals("elasticsearch")) {
            ElasticsearchEmulator node = new ElasticsearchEmulator();
            return new Destination(integration(type, node.port(), members), node::bulks, node::close);
        }
        Collector collector = Collector.start();
        return new Destination(integration(type, collector.port(), members), collector::requests, collector::close);
    }

    private static String integration(String type, int port, String members) {
        return "{\"type\":\"" + type + "\"," + MEMBERS.get(type).formatted("127.0.0.1:" + port)
                + ",\"retry\":{\"max_retries\":1,\"base_ms\":50,\"max_ms\":100}" + members + "}";
    }

    /** The API's body that makes the router deliver here. */
    String integration() {
        return integration;
    }

    /** The requests, unpacked, or messages that came so far. */
    List<String> received() {
        return received.get();
    }

    @Override
    public void close() {
        close.run();
    }
}
