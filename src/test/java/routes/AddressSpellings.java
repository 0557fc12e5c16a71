package routes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tries every spelling of refused addresses with every type of integration, for delivery and for the connection test. Runs within a
 * network namespace whose every address leads to a trap, see {@code AddressSpellingsIT}; ends with 0 where none was reached.
 */
final class AddressSpellings {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Neither refused nor the router's: what is sent there has to arrive, or else the trap is none. */
    private static final String CONTROL = "10.9.9.9";

    private static final String REFUSED = "169.254.0.0/16,127.0.0.0/8,::1,fe80::/10,fd00:ec2::254";

    /** Written where a host stands; the names stand in the namespace's file of hosts. */
    private static final List<String> SPELLINGS = List.of(
            "169.254.169.254",
            "169.254.169.254.",
            "169.254.43518",
            "169.16689662",
            "2852039166",
            "0xa9fea9fe",
            "0XA9.0xFE.0xA9.0xFE",
            "0251.0376.0251.0376",
            "00000251.0376.0251.0376",
            "025177524776",
            "0xa9.254.0251.254",
            "127.0.0.1",
            "127.1",
            "127.0.1",
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "0177.0.0.1",
            "017700000001",
            "0",
            "0.0.0.0",
            "00.0",
            "0x0",
            "[::]",
            "[::1]",
            "[0:0:0:0:0:0:0:1]",
            "[::ffff:169.254.169.254]",
            "[::ffff:a9fe:a9fe]",
            "[0:0:0:0:0:ffff:a9fe:a9fe]",
            "[::ffff:0:169.254.169.254]",
            "[::169.254.169.254]",
            "[::a9fe:a9fe]",
            "[64:ff9b::169.254.169.254]",
            "[64:ff9b:1::a9fe:a9fe]",
            "[2002:a9fe:a9fe::1]",
            "[2001:0:a9fe:a9fe::1]",
            "[2001:0:808:808::5601:5601]",
            "[2001:db8::5efe:a9fe:a9fe]",
            "[fd00:ec2::254]",
            "[fd00:0ec2:0::0254]",
            "[fe80::1%lo]",
            "[fe80::1%25lo]",
            "[fe80::1%1]",
            "[::1%lo]",
            "[::1%25lo]",
            "localhost",
            "localhost.",
            "LOCALHOST",
            "metadata.test",
            "metadata.test.",
            "MetaData.Test",
            "both.test",
            "six.test",
            "mapped.test",
            "wild.test",
            "169\u3002254\u3002169\u3002254",
            "\uff11\uff12\uff17.0.0.1",
            "\u2460\u2461\u2466.0.0.1",
            "%31%32%37.0.0.1",
            "127.0.0.1%00.test",
            "127.0.0.1%2e",
            "10.9.9.9@169.254.169.254",
            "10.9.9.9\\@127.0.0.1",
            "127.0.0.1#@10.9.9.9",
            "127.0.0.1 ",
            " 127.0.0.1",
            "127.0.0.1\t",
            "169.254.169.254:80@10.9.9.9",
            "[169.254.169.254]",
            "[127.0.0.1]",
            "127.0.0.1,10.9.9.9");

    /** Addresses of integrations by type, the port included. */
    private static final List<Map<String, String>> FORMS = List.of(
            Map.of("type", "webhook", "url", "http://%s:%d/hook"),
            Map.of("type", "webhook", "url", "https://%s:%d/hook"),
            Map.of("type", "splunk_hec", "url", "http://%s:%d", "token", "any"),
            Map.of("type", "elasticsearch", "url", "http://%s:%d", "api_key", "any"),
            Map.of("type", "datadog", "url", "http://%s:%d", "api_key", "any"),
            Map.of("type", "syslog_cef", "url", "syslog://%s:%d"),
            Map.of("type", "syslog_cef", "url", "syslog+udp://%s:%d"),
            Map.of("type", "syslog_json", "url", "syslog+tls://%s:%d"),
            Map.of("type", "syslog_json", "url", "syslog+udp://%s:%d"),
            Map.of("type", "kafka", "brokers", "%s:%d", "topic", "any"));

    private final RouterApi api;
    private final AddressTrap trap;
    private int created;
    private int turnedAway;

    private AddressSpellings(RouterApi api, AddressTrap trap) {
        this.api = api;
        this.trap = trap;
    }

    /** @param arguments a folder for the router */
    public static void main(String[] arguments) throws IOException {
        AddressTrap trap = new AddressTrap(List.of(CONTROL, "127.0.0.1", "169.254.169.254", "::1", "fd00:ec2::254"));
        boolean held;
        try (RouterProcess router = RouterProcess.start(
                Path.of(arguments[0]), Map.of("SIEM_REFUSED_ADDRESSES", REFUSED, "SIEM_HTTP_HOST", "127.0.0.1"))) {
            held = new AddressSpellings(router.api(), trap).attack();
        }
        System.exit(held ? 0 : 1);
    }

    private boolean attack() throws IOException {
        tryAll(CONTROL);
        Set<String> wanted = new TreeSet<>(Set.of("tcp " + CONTROL, "udp " + CONTROL));
        if (!trap.reached().equals(wanted)) {
            System.out.println("the control was not reached as it should be: " + trap.reached());
            return false;
        }
        // what C libraries read as octal, Java reads as decimal
        wanted.addAll(Set.of("tcp 177.0.0.1", "udp 177.0.0.1"));
        for (String spelling : SPELLINGS) {
            tryAll(spelling);
            if (!wanted.containsAll(trap.reached())) {
                System.out.println("reached " + trap.reached() + " by " + spelling);
                return false;
            }
        }
        System.out.println(SPELLINGS.size() + " spellings with " + FORMS.size() + " forms: " + created
                + " integrations delivered nothing, " + turnedAway + " were not taken; reached: " + trap.reached());
        return true;
    }

    private void tryAll(String spelling) throws IOException {
        List<String> ids = new ArrayList<>();
        for (Map<String, String> form : FORMS) {
            byte[] body = body(form, spelling);
            api.send("POST", RouterApi.INTEGRATIONS + "/test", body);
            HttpResponse<String> answer = api.send("POST", RouterApi.INTEGRATIONS, body);
            if (answer.statusCode() == 201) {
                ids.add(JSON.readTree(answer.body()).path("id").asText());
                created++;
            } else {
                turnedAway++;
            }
        }
        api.accept(Traffic.events("event-" + created, 0, 1));
        for (String id : ids) {
            api.awaitIntegration(
                    id,
                    "was tried",
                    seen -> !seen.path("reason").asText().isEmpty()
                            || seen.path("delivered").asLong() > 0);
            api.deleteWithPending(id);
        }
    }

    private byte[] body(Map<String, String> form, String spelling) {
        ObjectNode body = JSON.createObjectNode();
        form.forEach((field, value) ->
                body.put(field, value.contains("%") ? value.formatted(spelling, trap.port()) : value));
        body.putObject("retry").put("max_retries", 0);
        if (form.get("type").startsWith("syslog")) {
            body.put("confirm_after", 100);
        } else {
            body.put("connect_timeout", 500);
            body.put("response_timeout", 2000);
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
