package routes;

import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.spi.Registry;
import routes.access.Access;
import routes.ingest.Answer;
import routes.ingest.IngestEngine;
import routes.ingest.RefusedRequest;
import routes.ingest.RequestBody;
import routes.problem.ProblemAnswer;
import routes.server.BodyLimits;
import routes.server.ByteBudget;

/** Makes the parts of the ingest stage, by the names that the routes have for them. */
final class IngestWiring {

    private IngestWiring() {}

    /** Of the bytes of all bodies, events or not. */
    static ByteBudget budget(Settings settings) {
        return new ByteBudget(settings.size("siem.ingest.max-held-bytes"), settings.number("siem.ingest.max-wait-ms"));
    }

    static void bind(Registry registry, Settings settings, Access access, ByteBudget budget) {
        BodyLimits limits = new BodyLimits(
                settings.size("siem.ingest.max-request-bytes"),
                settings.size("siem.ingest.max-decompressed-bytes"),
                settings.number("siem.ingest.read-timeout-ms"),
                settings.size("siem.ingest.event-loop-bytes"));
        registry.bind(
                PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME,
                PlatformHttpEngine.class,
                new IngestEngine(limits, budget));
        registry.bind("requestBody", Processor.class, new RequestBody(limits));
        registry.bind("answer", Processor.class, new Answer(access.quotas()));
        registry.bind("refusedRequest", Processor.class, new RefusedRequest());
        registry.bind("problemAnswer", Processor.class, new ProblemAnswer());
    }
}
