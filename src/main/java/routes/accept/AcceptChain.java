package routes.accept;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Processor;
import routes.accept.rule.Arrivals;
import routes.accept.strip.FieldPolicy;
import routes.accept.strip.GdprStrip;
import routes.event.Family;
import routes.event.UuidV7;
import routes.event.json.Limits;

/**
 * The accept stage: parse, rules, strip, lines. The accept route and whatever makes events of a body without it go through one
 * chain, so that what the journal would not hold no Kamelet lets through.
 */
public final class AcceptChain {

    private final EventsDataFormat reader;
    private final Map<Family, Validation> rules = new HashMap<>();
    private final GdprStrip strip;
    private final LineWriter writer;

    public AcceptChain(Limits limits, FieldPolicy fields, Clock clock) {
        SecureRandom random = new SecureRandom();
        reader = new EventsDataFormat(limits, random.nextLong());
        for (Family family : Family.ACCEPTED) {
            rules.put(family, new Validation(family));
        }
        strip = new GdprStrip(fields);
        writer = new LineWriter(new UuidV7(clock, random));
    }

    /** The first step: bytes become {@link Arrivals}. */
    public EventsDataFormat reader() {
        return reader;
    }

    /** The other steps, by the names that the accept route calls them. */
    public Map<String, Processor> steps() {
        return Map.of(
                "validateGovernance", rules.get(Family.GOVERNANCE),
                "validateDlp", rules.get(Family.DLP),
                "validateAudit", rules.get(Family.AUDIT),
                "stripGdpr", strip,
                "lines", writer);
    }

    /**
     * All steps at once.
     *
     * @param lines whether the body is said to be NDJSON; otherwise it is recognised
     */
    Acceptance accept(byte[] body, boolean lines) throws UnreadableRequestException {
        Arrivals arrivals = reader.parse(body, lines);
        for (Arrivals family : arrivals.families()) {
            rules.get(family.events().get(0).type().family()).apply(family);
            strip.apply(family);
        }
        return writer.write(arrivals);
    }
}
