package routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import routes.access.Access;
import routes.access.AccessSettings;
import routes.access.token.TokenSource;
import routes.api.ApiRoutes;
import routes.api.KnownQuery;
import routes.openapi.ApiCall;
import routes.openapi.ApiDocument;
import routes.problem.Problem;
import routes.problem.ProblemException;
import routes.record.Records;
import routes.server.Server;
import routes.server.TestServer;

/** Calls of the API on a real port, with the steps a test gives them; each answer has to be one that the document names. */
public final class RouteServer implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final Access access;
    private final Server server;

    /** @param steps by the ids of their operations; the calls of others are not there */
    public RouteServer(Map<String, Processor> steps) throws Exception {
        this(steps, "");
    }

    /** @param token that opens everything; empty: none is needed */
    public RouteServer(Map<String, Processor> steps, String token) throws Exception {
        access = new Access(
                new AccessSettings(
                        new TokenSource(token, Optional.empty(), Optional.empty()), "", 1000, Optional.empty()),
                Records.log(),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        server = TestServer.on(port, maxBodySize());
        access.watch(context);
        server.guard(access.gate());
        server.offerTo(context);
        ApiDocument document = ApiDocument.read(RouteServer::unset);
        for (ApiCall call : document.calls()) {
            context.getRegistry().bind(call.id(), steps.getOrDefault(call.id(), RouteServer::failWithoutStep));
        }
        context.getRegistry().bind("knownQuery", (Processor) new KnownQuery(document));
        context.getRegistry().bind("answerProblem", (Processor) RouteServer::answerProblem);
        for (String file : List.of("integration/problems.camel.yaml", "routes/30-api.camel.yaml")) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "classpath:" + file));
        }
        context.getRegistry().bind("apiDocument", document);
        ApiRoutes.addTo(context);
        context.start();
        server.listen();
    }

    /** As without the setting of the role for figures. */
    private static String unset(String role) {
        return role.startsWith("{{") ? "anyone" : role;
    }

    private static int maxBodySize() throws IOException {
        Properties product = new Properties();
        try (InputStream file = RouteServer.class.getResourceAsStream("/application.properties")) {
            product.load(file);
        }
        return Integer.parseInt(
                product.getProperty("siem.http.max-body-bytes").replaceAll("\\{\\{env:\\w+:(\\d+)}}", "$1"));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Contract.check(answer);
        return answer;
    }

    @Override
    public void close() {
        context.stop();
        server.close();
        access.close();
    }

    private static void failWithoutStep(Exchange exchange) {
        throw new IllegalStateException("the test gave no step for " + exchange.getFromRouteId());
    }

    private static void answerProblem(Exchange exchange) throws JsonProcessingException {
        Problem problem = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ProblemException.class)
                .problem();
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        message.setHeader(Exchange.CONTENT_TYPE, "application/problem+json");
        message.setBody(new ObjectMapper().writeValueAsBytes(problem));
    }
}
