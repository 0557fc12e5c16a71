package routes.deliver.probe;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import routes.deliver.DeliverRoutes;
import routes.destination.net.AddressPolicy;
import routes.destination.net.DestinationAddress;
import routes.destination.net.ProxyVariables;
import routes.destination.net.Tls;
import routes.destination.net.TlsFiles;
import routes.event.Amount;
import routes.verdict.CleanWords;
import routes.verdict.DeliveryException;
import routes.verdict.Judge;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/**
 * One test of one destination, stage by stage, until one fails: the name, the addresses it resolves to, a connection, TLS, and
 * then a marked event through the sink that delivers. Runs on a thread of its own; another may give up on it at any time.
 */
final class ConnectionTest {

    private static final int SILENCE_MILLIS = 5_000;
    private static final int LAST_PORT = 65_535;
    private static final Set<String> CREDENTIALS = Set.of("http_401", "http_403", "http_407");

    /** What a stage does; the text says what it found. */
    private interface Step {
        String run() throws Exception;
    }

    private final TestedDestination destination;
    private final AddressPolicy policy;
    private final ProxyVariables proxies;
    private final Judge judge = new Judge(Clock.systemUTC());
    private final List<TestStage> stages = new ArrayList<>();
    private String running = "";
    private long began;
    private boolean givenUp;
    private Closeable open = () -> {};
    private InetAddress[] addresses = {};
    private Socket connection;

    ConnectionTest(TestedDestination destination, AddressPolicy policy, ProxyVariables proxies) {
        this.proxies = proxies;
        this.destination = destination;
        this.policy = policy;
    }

    /** @param sink names the instance of the Kamelet that the test sends through */
    void run(DeliverRoutes routes, String sink) {
        try {
            Optional<DestinationAddress> address = destination.address().flatMap(DestinationAddress::of);
            Optional<DestinationAddress> proxy = address.flatMap(this::proxy);
            if (address.isPresent() && proxy.isPresent()) {
                reachBy(proxy.get(), address.get());
            } else if (address.isPresent()) {
                reach(address.get());
            }
            send(routes, sink, address.filter(DestinationAddress::isSyslog).isPresent());
        } catch (DeliveryException noted) {
            // the failing stage is the last of the report
        } finally {
            end();
        }
    }

    /** As the HTTP sinks choose it. */
    private Optional<DestinationAddress> proxy(DestinationAddress address) {
        return Optional.ofNullable(parameter("proxyUrl"))
                .filter(url -> !url.isBlank())
                .or(() -> proxies.of(address.scheme(), address.host(), address.port())
                        .map(ProxyVariables.Proxy::url))
                .flatMap(DestinationAddress::of);
    }

    private void reach(DestinationAddress address) throws DeliveryException {
        stage("dns", () -> {
            addresses = InetAddress.getAllByName(address.host());
            return address.host() + " has " + Amount.of(addresses.length, "address", "addresses") + ".";
        });
        stage("address", () -> {
            policy.check(address.host(), address.port(), addresses);
            return "The router may connect to it.";
        });
        if (address.isUdp() || address.port() < 0) {
            return;
        }
        stage("tcp", () -> connect(address.port()));
        if (address.isTls()) {
            stage("tls", () -> handshake(address));
        }
        close();
    }

    /** To the first of the addresses that takes it, as the sinks do (RFC 1123 section 2.3). */
    private String connect(int port) throws IOException, DeliveryException {
        if (port > LAST_PORT) {
            throw DeliveryException.of(
                    Verdict.PARKED, new Reason("no_such_port", "There is no port " + port + ".", "Set another port."));
        }
        List<String> inVain = new ArrayList<>();
        IOException last = null;
        for (InetAddress address : addresses) {
            try {
                connection = connect(new InetSocketAddress(address, port));
                return "Port " + port + " of " + address.getHostAddress() + " takes connections."
                        + (inVain.isEmpty() ? "" : " In vain: " + String.join(", ", inVain) + ".");
            } catch (IOException unreachable) {
                inVain.add(address.getHostAddress() + " ("
                        + judge.judge(unreachable).reason().code() + ")");
                last = unreachable;
            }
        }
        throw last;
    }

    private Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        holdOpen(socket);
        try {
            socket.connect(address, SILENCE_MILLIS);
            socket.setSoTimeout(SILENCE_MILLIS);
            return socket;
        } catch (IOException unreachable) {
            socket.close();
            throw unreachable;
        }
    }

    /** As far as a proxy; the way from there is the event's, for the proxy resolves the name. */
    private void reachBy(DestinationAddress proxy, DestinationAddress address) throws DeliveryException {
        stage("address", () -> {
            policy.checkUnresolved(address.host(), address.port());
            return "The router may have the proxy lead to " + address.host() + ".";
        });
        stage("proxy", () -> {
            addresses = InetAddress.getAllByName(proxy.host());
            policy.check(proxy.host(), proxy.port(), addresses);
            return "The proxy: " + connect(proxy.port()) + " It resolves the destination's name itself.";
        });
        close();
    }

    private String handshake(DestinationAddress address) throws IOException {
        TlsFiles files =
                new TlsFiles(parameter("caFile"), parameter("clientCertificateFile"), parameter("clientKeyFile"));
        SSLSocket secure =
                new Tls(files).upgrade(connection, address.host(), address.port(), null, HttpClientContext.create());
        return secure.getSession().getProtocol() + ", and the certificate is trusted and for this name.";
    }

    private String parameter(String name) {
        return destination.parameters().text(name);
    }

    /** The credentials are told apart from the event by what the sink says: both go in one request. */
    private void send(DeliverRoutes routes, String sink, boolean unconfirmed) throws DeliveryException {
        begin("event");
        holdOpen(() -> routes.hangUp(sink));
        try {
            routes.sendOnce(sink, destination.kamelet(), destination.parameters(), TestEvent.batch(), true);
        } catch (Exception failure) {
            throw notTaken(judge.judge(failure, "", words()));
        }
        if (!unconfirmed) {
            passedCredentials();
        }
        note(
                "event",
                true,
                ok(
                        unconfirmed
                                ? "The test event was sent. Syslog has no replies: look for it in the SIEM."
                                : "The destination took the test event."));
    }

    private DeliveryException notTaken(DeliveryException said) {
        String code = said.reason().code();
        boolean credentials =
                CREDENTIALS.contains(code) || destination.credentialCodes().contains(code);
        if (!credentials && said.rest() == Verdict.REFUSED) {
            passedCredentials();
        }
        note(credentials ? "credentials" : "event", false, remedied("event", said.reason()));
        return said;
    }

    private void passedCredentials() {
        if (destination.hasCredentials()) {
            note("credentials", true, ok("The destination accepts them."));
        }
    }

    private void stage(String name, Step step) throws DeliveryException {
        begin(name);
        try {
            note(name, true, ok(step.run()));
        } catch (Exception failure) {
            DeliveryException said = judge.judge(failure, "", words());
            note(name, false, remedied(name, said.reason()));
            throw said;
        }
    }

    private CleanWords words() {
        return CleanWords.after(Optional.of(TestEvent.batch()), destination.parameters());
    }

    private synchronized void begin(String stage) throws DeliveryException {
        if (givenUp) {
            throw judge.judge(new SocketTimeoutException());
        }
        running = stage;
        began = System.nanoTime();
    }

    private synchronized void note(String stage, boolean ok, Reason reason) {
        if (!givenUp) {
            stages.add(new TestStage(stage, ok, (System.nanoTime() - began) / 1_000_000, reason));
        }
    }

    /** What ends the stage that runs, should it be given up. */
    private synchronized void holdOpen(Closeable next) {
        open = next;
        if (givenUp) {
            close();
        }
    }

    private synchronized void end() {
        running = "";
        close();
    }

    private synchronized void close() {
        try {
            open.close();
        } catch (IOException gone) {
            // it is being given up
        }
        open = () -> {};
    }

    /** The stages so far; with a stage that still runs, it failed for want of time, and what it holds open is closed. */
    synchronized List<TestStage> giveUp() {
        if (running.isEmpty()) {
            return stages();
        }
        List<TestStage> seen = new ArrayList<>(stages);
        Reason late = judge.judge(new SocketTimeoutException()).reason();
        seen.add(new TestStage(running, false, (System.nanoTime() - began) / 1_000_000, remedied(running, late)));
        givenUp = true;
        close();
        return seen;
    }

    synchronized List<TestStage> stages() {
        return List.copyOf(stages);
    }

    private static Reason ok(String detail) {
        return new Reason("ok", detail, "");
    }

    /** Delivery just waits where a person who tests wants to know what to look at. */
    private static Reason remedied(String stage, Reason reason) {
        if (!reason.remedy().isEmpty()) {
            return reason;
        }
        String remedy =
                switch (stage) {
                    case "dns" -> "Check the name server of this machine.";
                    case "tcp" -> "Check that it is running, the port, and whether a firewall is in the way.";
                    case "tls" -> "Check that the port speaks TLS, and whether a proxy is in the way.";
                    default -> "Test again; if it stays so, look at the destination's own health and log.";
                };
        return new Reason(reason.code(), reason.detail(), remedy);
    }
}
