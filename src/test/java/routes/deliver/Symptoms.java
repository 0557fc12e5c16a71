package routes.deliver;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import routes.DatagramReceiver;
import routes.KafkaBroker;
import routes.destination.http.FaultyPeer;
import routes.destination.http.Receiver;
import routes.destination.net.TestAuthority;
import routes.destination.splunk.SplunkHecCode;
import routes.event.EventType;
import routes.verdict.Verdict;

/** A way to bring about each reason a status can show: a real peer, or a real folder, that something is wrong with. */
final class Symptoms implements AutoCloseable {

    private static final int MORE_THAN_ARE_ASKED_FOR = 200;
    private static final String NOBODY_LISTENS = "http://127.0.0.1:1";
    private static final String NO_HOST = "no-such-host.invalid";

    /** What a server does with one connection. */
    private interface Manner {
        void meet(Socket peer) throws IOException;
    }

    private final Path folder;
    private final KafkaBroker broker;
    private final List<Symptom> all = new ArrayList<>();
    private final Deque<Closeable> peers = new ArrayDeque<>();

    Symptoms(Path folder, KafkaBroker broker) throws Exception {
        this.folder = folder;
        this.broker = broker;
        unreachable();
        tls();
        settings();
        statuses();
        splunk();
        elasticsearch();
        datadog();
        syslogJson();
        kafka();
        files();
    }

    List<Symptom> all() {
        return all;
    }

    private void unreachable() throws IOException {
        webhook("connection_refused", NOBODY_LISTENS);
        webhook("unknown_host", "http://" + NO_HOST);
        ServerSocket silent = keep(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        replace(webhook("timeout", "http://127.0.0.1:" + silent.getLocalPort()).with("responseTimeout", "200"));
        String headers = "HTTP/1.1 200 OK\r\n" + "X-Proxy: a\r\n".repeat(200);
        webhook(
                "reply_headers_too_large",
                keep(FaultyPeer.with(peer -> FaultyPeer.write(peer, headers))).url());
        webhook(
                "malformed_reply",
                keep(FaultyPeer.with(peer -> FaultyPeer.write(peer, "SSH-2.0-x\r\n")))
                        .url());
        webhook("connection_lost", "http://127.0.0.1:" + hangingUp().getLocalPort());
        add(
                "connection_lost",
                "syslog-cef",
                Map.of("url", "syslog://127.0.0.1:" + hangingUp().getLocalPort()));
        DatagramReceiver datagrams = new DatagramReceiver();
        peers.push(datagrams::close);
        add("udp_unconfirmed", "syslog-cef", Map.of("url", "syslog+udp://127.0.0.1:" + datagrams.port()));
        webhook("address_refused", "http://127.0.0.99:1");
        add("address_refused", "syslog-cef", Map.of("url", "syslog://127.0.0.99:1"));
        webhook("address_not_allowed", "http://127.0.0.98:1");
        webhook("own_address", "http://127.0.0.97:1");
    }

    private void tls() throws IOException {
        String here = "dns:localhost,ip:127.0.0.1";
        TestAuthority authority = new TestAuthority(Files.createDirectory(folder.resolve("tls")))
                .sign("good", here, "-1d", 400)
                .sign("expired", here, "-10d", 5)
                .sign("ending", here, "-1d", 11);
        for (String certificate : List.of("expired", "ending")) {
            Receiver receiver = keep(Receiver.tls(authority.server(certificate), false));
            String code = certificate.equals("ending") ? "tls_certificate_expiring" : "tls_certificate";
            replace(webhook(code, receiver.url()).with("caFile", authority.caFile()));
        }
        webhook(
                "tls_certificate",
                keep(Receiver.tls(authority.server("good"), false)).url());
        String untrusted = keep(Receiver.tls(authority.server("good"), false)).url();
        replace(webhook("tls_file", untrusted).with("caFile", folder + "/not-there.pem"));
        webhook("tls_failure", "https://127.0.0.1:" + greeting().getLocalPort());
        replace(topic("tls_failure", "plain")
                .with("securityProtocol", "SSL")
                .with("brokers", untrusted.replaceAll("https://|/webhook", "")));
    }

    private void settings() {
        String url = keep(Receiver.plain()).url();
        replace(webhook("headers", url).with("headers", "host: elsewhere"));
        replace(webhook("signing_secret", url).with("signingSecret", "whsec_%%"));
        add("request_too_large", "splunk-hec", Map.of("url", url, "token", "t", "maxBytes", "10"));
        add("cannot_encode", "encoding-nothing", Map.of());
        add("sink_failed", "failing", Map.of());
        add("router_error", "breaking", Map.of());
        replace(webhook("proxy_url", url).with("proxyUrl", "http://a b"));
        replace(webhook("malformed_url", url).with("url", "http://a b"));
    }

    private void statuses() {
        for (int status :
                List.of(301, 400, 401, 403, 404, 405, 407, 408, 410, 413, 415, 418, 422, 425, 429, 501, 503, 508)) {
            webhook("http_" + status, answering(status, "").url());
        }
        webhook("dead_letters_unwritable", answering(400, "").url());
    }

    private void splunk() {
        for (SplunkHecCode code : SplunkHecCode.values()) {
            if (code.verdict() != Verdict.DELIVERED) {
                String body = "{\"text\":\"said so\",\"code\":" + code.number() + "}";
                hec("hec_" + code.number(), answering(code.verdict() == Verdict.AGAIN ? 503 : 400, body));
            }
        }
        hec("hec_unconfirmed", answering(200, "<html>welcome</html>"));
    }

    private void hec(String code, Receiver splunk) {
        add(code, "splunk-hec", Map.of("url", splunk.url(), "token", "t"));
    }

    private void elasticsearch() {
        item(403, "security_exception");
        item(403, "cluster_block_exception");
        item(400, "index_closed_exception");
        item(400, "validation_exception");
        item(400, "document_parsing_exception");
        item(400, "mapper_parsing_exception");
        item(404, "index_not_found_exception");
        item(429, "es_rejected_execution_exception");
        bulk("es_503", "{\"status\":503}");
        bulk("failure_store", "{\"status\":201,\"failure_store\":\"used\"}");
        add(
                "es_unconfirmed",
                "elasticsearch",
                Map.of("url", answering(200, "{}").url()));
        add(
                "index_template_403",
                "elasticsearch",
                Map.of("url", answering(403, "").url(), "createTemplate", "create"));
    }

    private void item(int status, String type) {
        bulk(type, "{\"status\":" + status + ",\"error\":{\"type\":\"" + type + "\",\"reason\":\"because\"}}");
    }

    private void bulk(String code, String item) {
        String url = answering(200, "{\"errors\":true,\"items\":[{\"create\":" + item + "}]}")
                .url();
        // one for all days: what is wrong with it is wrong with the destination
        add(code, "elasticsearch", Map.of("url", url, "dataStream", "true"));
    }

    private void datadog() {
        Map<String, String> intake = Map.of("url", answering(202, "{}").url(), "apiKey", "k");
        add("datadog_too_old", "datadog", intake);
        replace(add("datadog_in_the_future", "datadog", intake).of(EventType.of("drift.warning")));
        replace(add("datadog_log_too_large", "datadog", intake).of(EventType.of("hold.denied")));
    }

    private void syslogJson() throws IOException {
        Map<String, String> receiver =
                Map.of("url", "syslog://127.0.0.1:" + hangingUp().getLocalPort());
        replace(add("message_too_large", "syslog-json", receiver).of(EventType.of("hold.denied")));
    }

    private void kafka() {
        broker.createTopic("plain", 1, Map.of());
        broker.createTopic("compacted", 1, Map.of("cleanup.policy", "compact"));
        broker.createTopic("forbidden", 1, Map.of());
        broker.forbid("forbidden");
        topic("unknown_topic", "nobody-made-this");
        topic("invalid_topic", "not a topic");
        replace(topic("record_too_large", "plain").with("maxRecordBytes", "50"));
        replace(topic("invalid_record", "compacted").of(EventType.of("hold.expired")));
        replace(topic("kafka_failed", "plain").with("compression", "nonesuch"));
        replace(topic("timeout", "plain").with("brokers", "127.0.0.1:1"));
        replace(topic("unknown_host", "plain").with("brokers", NO_HOST + ":9092"));
        replace(login("authentication_failed", "plain", "wrong"));
        replace(login("not_authorized", "forbidden", KafkaBroker.PASSWORD));
    }

    private Symptom topic(String code, String topic) {
        return replace(add(code, "kafka", Map.of("brokers", broker.address(), "topic", topic))
                .with("connectTimeout", "1000")
                .with("responseTimeout", "2000"));
    }

    private Symptom login(String code, String topic, String password) {
        return topic(code, topic)
                .with("brokers", broker.loginAddress())
                .with("securityProtocol", "SASL_PLAINTEXT")
                .with("username", KafkaBroker.USER)
                .with("password", password);
    }

    private void files() throws IOException {
        add("missing_folder", "file", Map.of("folder", folder + "/not-there"));
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("events.jsonl"), "notes");
        add("foreign_file", "file", Map.of("folder", foreign.toString()));
        Path used = Files.createDirectory(folder.resolve("used")).resolve(".events.jsonl.lock");
        FileChannel user = keep(FileChannel.open(used, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        user.lock();
        add("file_in_use", "file", Map.of("folder", used.getParent().toString()));
        Path linked = Files.createDirectory(folder.resolve("linked"));
        Files.createSymbolicLink(linked.resolve("events.jsonl"), Path.of("/dev/full"));
        add("foreign_file", "file", Map.of("folder", linked.toString()));
        add("folder_not_allowed", "file", Map.of("folder", folder + "/data"));
    }

    /** Ends each connection after the first byte of a request. */
    private ServerSocket hangingUp() throws IOException {
        return serve(peer -> peer.getInputStream().read());
    }

    /** Speaks first and in plain text, as a mail server does. */
    private ServerSocket greeting() throws IOException {
        return serve(peer -> {
            peer.getOutputStream().write("220 mail.example ready\r\n".getBytes(StandardCharsets.US_ASCII));
            peer.getInputStream().readAllBytes();
        });
    }

    private ServerSocket serve(Manner manner) throws IOException {
        ServerSocket server = keep(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket peer = server.accept()) {
                    manner.meet(peer);
                } catch (IOException closedOrGone) {
                    // the loop's condition tells the two apart
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private Receiver answering(int status, String body) {
        Receiver receiver = keep(Receiver.plain());
        for (int i = 0; i < MORE_THAN_ARE_ASKED_FOR; i++) {
            receiver.answerNext(status, body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
        }
        return receiver;
    }

    private Symptom webhook(String code, String url) {
        return add(code, "webhook", Map.of("url", url));
    }

    private Symptom add(String code, String kamelet, Map<String, String> parameters) {
        Symptom symptom = new Symptom(code, all.size(), kamelet, parameters, EventType.of("policy.deny"));
        all.add(symptom);
        return symptom;
    }

    /** Puts what was refined in the place of what was added last. */
    private Symptom replace(Symptom symptom) {
        all.set(all.size() - 1, symptom);
        return symptom;
    }

    private <T extends Closeable> T keep(T peer) {
        peers.push(peer);
        return peer;
    }

    @Override
    public void close() throws IOException {
        for (Closeable peer : peers) {
            peer.close();
        }
    }
}
