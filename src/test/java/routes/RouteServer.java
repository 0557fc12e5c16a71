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
import routes.problem.Problem;
import routes.problem.ProblemException;
import routes.record.Records;
import routes.server.Server;
import routes.server.TestServer;

/** Route files of the product on a real port, with the steps a test gives them. */
public final class RouteServer implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final Access access;
    private final Server server;

    /** @param steps the beans that the file's routes name */
    public RouteServer(String routeFile, Map<String, Processor> steps) throws Exception {
        this(routeFile, steps, "");
    }

    /** @param token that opens everything; empty: none is needed */
    public RouteServer(String routeFile, Map<String, Processor> steps, String token) throws Exception {
        access = new Access(
                new AccessSettings(
                        new TokenSource(token, Optional.empty(), Optional.empty()), "", 1000, Optional.empty()),
                Records.log(),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        server = TestServer.on(port, maxBodySize());
        // as without the setting
        context.getPropertiesComponent().addInitialProperty("siem.metrics.role", "anyone");
        access.watch(context);
        server.guard(access.gate());
        server.offerTo(context);
        steps.forEach(context.getRegistry()::bind);
        context.getRegistry().bind("answerProblem", (Processor) RouteServer::answerProblem);
        for (String file : new String[] {"integration/problems.camel.yaml", routeFile}) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "classpath:" + file));
        }
        context.start();
        server.listen();
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
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.stop();
        server.close();
        access.close();
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
