package routes.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.main.Main;
import routes.Contract;
import routes.Ports;
import routes.accept.AcceptChain;
import routes.accept.AcceptCounters;
import routes.accept.Accepting;
import routes.accept.NobodyHome;
import routes.accept.strip.DefaultNames;
import routes.accept.strip.FieldPolicy;
import routes.access.Access;
import routes.access.AccessSettings;
import routes.access.caller.Caller;
import routes.access.token.TokenSource;
import routes.event.json.Limits;
import routes.problem.ProblemAnswer;
import routes.record.Records;
import routes.server.Server;
import routes.server.TestServer;
import routes.server.body.BodyLimits;
import routes.server.body.ByteBudget;

/** The routes of ingest and accept on a free port, with a journal that keeps its lines in memory. */
final class IngestServer implements AutoCloseable {

    static final int HELD_BYTES = 1 << 20;

    final MemoryJournal journal = new MemoryJournal();
    final MeterRegistry metrics = new SimpleMeterRegistry();
    final ByteBudget budget = new ByteBudget(HELD_BYTES, 200);
    final URI events;
    private final Main main = new Main();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final Server server = TestServer.on(port, 1 << 20);

    IngestServer(String token, BodyLimits limits) throws Exception {
        Access access = new Access(
                new AccessSettings(
                        new TokenSource(token, Optional.empty(), Optional.empty()), "", 1000, Optional.empty()),
                Records.log(),
                Clock.systemUTC(),
                metrics);
        events = URI.create("http://127.0.0.1:" + port + "/api/v1/events");
        main.configure()
                .withRoutesIncludePattern("classpath:routes/10-ingest-http.camel.yaml,"
                        + "classpath:routes/20-accept.camel.yaml,classpath:routes/91-problems.camel.yaml");
        main.addOverrideProperty(
                "camel.main.routes-include-pattern",
                "classpath:routes/10-ingest-http.camel.yaml,classpath:routes/20-accept.camel.yaml,"
                        + "classpath:routes/91-problems.camel.yaml");
        main.configure().addConfiguration(new CamelConfiguration() {
            @Override
            public void configure(CamelContext context) {
                access.watch(context);
                server.guard(access.gate());
                server.offerTo(context);
            }
        });
        main.bind("journal", journal);
        main.bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, new IngestEngine(limits, budget));
        main.bind("requestBody", new RequestBody(limits));
        main.bind("answer", new Answer(access.quotas()));
        main.bind("refusedRequest", new RefusedRequest(access.refusedRequests()));
        main.bind("problemAnswer", new ProblemAnswer(access.refusedRequests(), exchange -> Caller.of(exchange)
                .address()));
        FieldPolicy fields = new FieldPolicy("any", "", DefaultNames.FORBIDDEN, "");
        AcceptChain chain = new AcceptChain(Limits.defaults(), fields, Clock.systemUTC());
        main.bind("events", chain.reader());
        chain.steps().forEach(main::bind);
        NobodyHome nobodyHome = Accepting.everybodyHome(metrics);
        main.bind("nobodyHome", nobodyHome);
        main.bind("acceptCounters", new AcceptCounters(metrics, nobodyHome));
        main.start();
        server.listen();
    }

    HttpRequest.Builder request() {
        return HttpRequest.newBuilder(events)
                .timeout(Duration.ofSeconds(20))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json");
    }

    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(request().POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Contract.check(answer);
        return answer;
    }

    CompletableFuture<HttpResponse<String>> sendLater(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A connection on which this much of a request was sent. */
    Socket halfWay(String headers, String body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        String head = "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    @Override
    public void close() {
        main.stop();
        server.close();
    }
}
