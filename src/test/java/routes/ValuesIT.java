package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.tools.attach.VirtualMachine;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import routes.destination.http.Receiver;

/**
 * The packaged router, with every logger at TRACE and JMX on: whatever is set on any field of any type is a text, and a secret is
 * seen by its destination alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValuesIT {

    /** Part of every secret that is set here. */
    private static final String HUSH = "hush-4417";

    private static final String CONTENT = "a file that nobody opens";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Receiver receiver = Receiver.plain();
    private final SyslogReceiver syslog = SyslogReceiver.tcp();
    private Path file;
    private RouterProcess router;
    private RouterApi api;
    private ValueFuzz fuzz;
    private List<Field> fields;

    private record Field(String type, String name, boolean secret) {}

    @BeforeAll
    void start_a_router_that_logs_everything(@TempDir Path work) throws Exception {
        Path log = Files.writeString(
                work.resolve("trace.xml"),
                """
                <Configuration status="warn" shutdownHook="disable">
                  <Appenders><Console name="console"><PatternLayout pattern="%p %c %msg%n%throwable"/></Console></Appenders>
                  <Loggers><Root level="trace"><AppenderRef ref="console"/></Root></Loggers>
                </Configuration>
                """);
        file = Files.writeString(work.resolve("canary"), CONTENT);
        fuzz = new ValueFuzz(Seed.of("values.seed"), file.toString());
        router = RouterProcess.start(
                work,
                Map.of(
                        ValueFuzz.VARIABLE,
                        ValueFuzz.RESOLVED,
                        "JAVA_TOOL_OPTIONS",
                        "-Dlog4j2.configurationFile=" + log.toUri()));
        api = router.api();
        fields = fields();
    }

    @AfterAll
    void stop() {
        router.close();
        receiver.close();
        syslog.close();
    }

    @Test
    void whatever_is_set_is_a_text_and_a_secret_is_seen_by_its_destination_alone() throws Exception {
        assertThat(fields.stream().map(Field::type).distinct()).hasSize(8);
        for (int i = 0; i < Integer.getInteger("values.fuzz", 250); i++) {
            Field field = fuzz.oneOf(fields);
            set(field, field.secret() ? fuzz.next() + HUSH : fuzz.next());
        }
        for (int i = 0; i < 3; i++) {
            kafka(fuzz.next() + HUSH);
        }
        delivered();

        nothing_was_evaluated();
        nothing_is_told();
    }

    /** Somebody who puts a secret there by mistake, and is refused or not. */
    @Test
    void what_stands_in_a_query_is_in_no_log_line() {
        String query = "?token=" + HUSH + "&" + HUSH;
        for (String path : List.of(
                "/api/v1/events", RouterApi.INTEGRATIONS, "/health/live", "/metrics", "/nowhere", "/%zz", "//")) {
            for (String method : List.of("GET", "POST", "PATCH", "OPTIONS")) {
                RawRequest.send(router.port(), method, path + query, "");
                RawRequest.send(router.port(), method, path + query, RouterProcess.TOKEN);
                RawRequest.send(router.port(), method, path + query, "nobody-" + HUSH);
            }
        }
        assertThat(router.logLines(line -> line.startsWith("TRACE io.vertx.ext.web.impl.RouterImpl")))
                .as("the log has each request")
                .hasSizeGreaterThan(80);
        assertThat(router.logLines(ValuesIT::tells)).isEmpty();
    }

    /** With two brokers nothing is looked at before Kafka's own client is made, which both hang up on. */
    private void kafka(String password) throws Exception {
        String broker = receiver.url().replaceFirst("http://(.*)/.*", "$1");
        ObjectNode document =
                document("kafka").put("brokers", broker + "," + broker).put("password", password);
        assertThat(test(document).statusCode()).isIn(200, 422);
    }

    /** One that is stored and delivers, so that what is logged of a whole life is seen too. */
    private void delivered() throws Exception {
        ObjectNode integration = document("webhook").put("token", "{{env:VALUES_CANARY}} " + HUSH);
        String id = api.createIntegration(integration.toString());
        api.accept(Traffic.events("one", 0, 3));
        api.awaitDelivered(id, 3);
        assertThat(receiver.requests().get(receiver.requests().size() - 1).header("Authorization"))
                .isEqualTo("Bearer {{env:VALUES_CANARY}} " + HUSH);
        api.lifecycle(id, "pause");
    }

    /** A test of the connection makes the whole sink and sends an event through it. */
    private void set(Field field, String value) throws Exception {
        int before = receiver.requests().size();
        ObjectNode document = document(field.type()).put(field.name(), value);
        HttpResponse<String> answer = test(document);

        assertThat(answer.statusCode())
                .as(field + " = " + value + ": " + answer.body())
                .isIn(200, 422);
        assertThat(answer.body()).doesNotContain(HUSH, ValueFuzz.RESOLVED, RouterProcess.TOKEN);
        List<Receiver.Request> sent = receiver.requests();
        if (field.secret() && answer.statusCode() == 200 && sent.size() > before) {
            sent.subList(before, sent.size()).forEach(request -> arrivedWhole(field, value, request));
        }
    }

    private HttpResponse<String> test(ObjectNode document) throws Exception {
        return api.send(
                "POST",
                RouterApi.INTEGRATIONS + "/test",
                JSON.writeValueAsBytes(document),
                "Content-Type",
                "application/json");
    }

    private static void arrivedWhole(Field field, String value, Receiver.Request request) {
        String seen =
                switch (field.type() + " " + field.name()) {
                    case "splunk_hec token" -> request.header("Authorization").replaceFirst("^Splunk ", "");
                    case "webhook token" -> request.header("Authorization").replaceFirst("^Bearer ", "");
                    case "datadog api_key" -> request.header("DD-API-KEY");
                    case "elasticsearch password" -> basic(request).replaceFirst("^me:", "");
                    case "elasticsearch api_key" -> apiKey(request, value);
                    default -> value;
                };
        assertThat(seen).as(field.toString()).isEqualTo(value);
    }

    private static String basic(Receiver.Request request) {
        String header = request.header("Authorization").replaceFirst("^Basic ", "");
        return new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8);
    }

    /** As it is, or, where it is an id and its key, in base64. */
    private static String apiKey(Receiver.Request request, String value) {
        String header = request.header("Authorization").replaceFirst("^ApiKey ", "");
        return value.contains(":") ? new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8) : header;
    }

    private void nothing_was_evaluated() throws Exception {
        assertThat(file).hasContent(CONTENT);
        try (Stream<Path> beside = Files.list(file.getParent())) {
            assertThat(beside.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("canary", "data", "router.log", "tmp", "trace.xml");
        }
        List<String> received = new ArrayList<>(syslog.messages());
        receiver.requests()
                .forEach(request -> received.add(request.method()
                        + request.path()
                        + request.headers().entrySet()
                        + new String(request.body(), StandardCharsets.UTF_8)));
        assertThat(received).hasSizeGreaterThan(5).allSatisfy(text -> assertThat(text)
                .doesNotContain(ValueFuzz.RESOLVED, RouterProcess.TOKEN, System.getProperty("user.home"))
                .doesNotContainIgnoringCase("x-injected="));
        assertThat(api.isReady()).isTrue();
    }

    private void nothing_is_told() throws Exception {
        String types =
                api.send("GET", RouterApi.INTEGRATIONS + "/types", new byte[0]).body();
        assertThat(types.lines().filter(ValuesIT::tells)).isEmpty();
        assertThat(beans().lines().filter(ValuesIT::tells)).isEmpty();
        assertThat(router.logLines(ValuesIT::tells)).isEmpty();
        assertThat(router.logLines(line -> line.startsWith("TRACE org.apache.camel.")))
                .as("the log is at TRACE")
                .isNotEmpty();
    }

    private static boolean tells(String line) {
        return line.contains(HUSH) || line.contains(RouterProcess.TOKEN);
    }

    /** Every attribute of every bean of the process, as a JMX console shows them. */
    @SuppressWarnings("BanJNDI") // the address is one this machine's own process gave
    private String beans() throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(router.pid()));
        StringBuilder all = new StringBuilder();
        try (JMXConnector connector =
                JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            for (ObjectName name : server.queryNames(null, null)) {
                all.append(name).append('\n');
                for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                    all.append(attribute.getName())
                            .append('=')
                            .append(value(server, name, attribute))
                            .append('\n');
                }
            }
        } finally {
            machine.detach();
        }
        return all.toString();
    }

    private static Object value(MBeanServerConnection server, ObjectName name, MBeanAttributeInfo attribute)
            throws Exception {
        try {
            Object value = server.getAttribute(name, attribute.getName());
            return value instanceof Object[] many ? List.of(many) : value;
        } catch (JMException | RuntimeException none) {
            return none.getClass();
        }
    }

    /** Every text that people may choose, of every type. */
    private List<Field> fields() throws Exception {
        List<Field> all = new ArrayList<>();
        String types =
                api.send("GET", RouterApi.INTEGRATIONS + "/types", new byte[0]).body();
        for (JsonNode type : JSON.readTree(types).get("data")) {
            String name = type.get("type").asText();
            type.at("/schema/properties").properties().stream()
                    .filter(property ->
                            property.getValue().path("type").asText().equals("string"))
                    .filter(property -> !property.getValue().has("enum")
                            && !property.getValue().has("const"))
                    .forEach(property -> all.add(new Field(
                            name,
                            property.getKey(),
                            property.getValue().path("writeOnly").asBoolean())));
        }
        return all;
    }

    /** The least that makes a valid integration of a type; Kafka's broker is not there, which its test sees before anything is sent. */
    private ObjectNode document(String type) {
        ObjectNode document = JSON.createObjectNode().put("type", type);
        return switch (type) {
            case "splunk_hec" -> document.put("url", receiver.url()).put("token", HUSH);
            case "webhook" -> document.put("url", receiver.url());
            case "elasticsearch" ->
                document.put("url", receiver.url()).put("username", "me").put("password", HUSH);
            case "datadog" -> document.put("url", receiver.url()).put("api_key", HUSH);
            case "syslog_cef", "syslog_json" -> document.put("url", "syslog://127.0.0.1:" + syslog.port());
            case "kafka" ->
                document.put("brokers", "127.0.0.1:" + Ports.free())
                        .put("topic", "t")
                        .put("security_protocol", "SASL_PLAINTEXT")
                        .put("username", "me")
                        .put("password", HUSH)
                        .put("connect_timeout", 100)
                        .put("response_timeout", 2_000);
            case "file" -> document.put("folder", router.data().resolve("files").toString());
            default -> throw new AssertionError("this test does not know the type " + type);
        };
    }
}
