package routes;

import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.spi.Registry;
import routes.access.Access;
import routes.access.caller.Caller;
import routes.event.Hops;
import routes.ingest.Answer;
import routes.ingest.IngestEngine;
import routes.ingest.LoopGuard;
import routes.ingest.RefusedRequest;
import routes.ingest.RequestBody;
import routes.problem.ProblemAnswer;
import routes.server.body.BodyLimits;
import routes.server.body.ByteBudget;
import routes.setting.Settings;

/** Makes the parts of the ingest stage, by the names that the routes have for them. */
final class IngestWiring {

    /** How long a request waits for a part of the bytes: longer, and a producer's own patience ends before the answer. */
    private static final long MAX_WAIT_MILLIS = 2_000;

    private IngestWiring() {}

    /** Of the bytes of all bodies, events or not. */
    static ByteBudget budget(Settings settings) {
        int held = settings.size("siem.ingest.max-held-bytes");
        requireRoomFor(held, settings, "siem.ingest.max-request-bytes", "siem.ingest.max-decompressed-bytes");
        requireRoomFor(held, settings, "siem.http.max-body-bytes");
        return new ByteBudget(held, MAX_WAIT_MILLIS);
    }

    /** One request alone has to fit: it would wait for bytes that nobody gives back, and be answered 503 for ever. */
    private static void requireRoomFor(int held, Settings settings, String... keys) {
        long needed = Stream.of(keys).mapToLong(settings::number).sum();
        if (held < needed) {
            throw new IllegalArgumentException("siem.ingest.max-held-bytes = " + held + ": expected at least " + needed
                    + ", the sum of " + String.join(" and ", keys)
                    + ": a single request may hold that much. Raise the one or lower the other.");
        }
    }

    /** Refuses what the router sent itself, and tells the sinks how they say so. */
    static LoopGuard loopGuard(Registry registry, Settings settings) {
        Hops hops = new Hops(UUID.randomUUID().toString());
        registry.bind(Hops.NAME, hops);
        return new LoopGuard(hops, settings.flag("siem.deliver.allow-own-address"));
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
        registry.bind("refusedRequest", Processor.class, new RefusedRequest(access.refusedRequests()));
        registry.bind(
                "problemAnswer", Processor.class, new ProblemAnswer(access.refusedRequests(), exchange -> Caller.of(
                                exchange)
                        .address()));
    }
}
