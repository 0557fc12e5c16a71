package routes.accept;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.accept.rule.Arrival;
import routes.accept.rule.Arrivals;
import routes.accept.rule.KnownName;
import routes.accept.rule.Rejection;
import routes.access.caller.Caller;
import routes.event.Family;
import routes.event.Lines;
import routes.event.UuidV7;
import routes.event.json.JsonWriter;
import routes.event.json.RemovedCounts;
import routes.event.json.Scalar;
import routes.event.json.Shape;
import routes.event.json.Tape;

/**
 * Writes the events that were not rejected as journal lines, in the request's order and without what was marked as removed.
 * The body becomes the request's {@link Acceptance}. An event without a tenant gets the one that its sender's token is bound to, and an
 * audit record without an id is given one, as its last field.
 */
public final class LineWriter implements Processor {

    private static final byte[] ID = ",\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_TENANT = {};
    private static final int ID_BYTES = ID.length + 36 + 1;

    private final UuidV7 ids;

    public LineWriter(UuidV7 ids) {
        this.ids = ids;
    }

    @Override
    public void process(Exchange exchange) {
        byte[] tenant = Caller.of(exchange).tenant().map(Tenancy::member).orElse(NO_TENANT);
        exchange.getMessage().setBody(write(exchange.getMessage().getBody(Arrivals.class), tenant));
    }

    /** Of a sender that is bound to no tenant. */
    Acceptance write(Arrivals arrivals) {
        return write(arrivals, NO_TENANT);
    }

    private Acceptance write(Arrivals arrivals, byte[] tenant) {
        Tape tape = arrivals.tape();
        List<Arrival> events = arrivals.events();
        Map<Family, RemovedCounts> removals = noneRemoved();
        JsonWriter out = new JsonWriter(tape, KnownName.DICTIONARY, mostBytes(tape, events, tenant));
        int[] ends = new int[events.size()];
        short[] kinds = new short[events.size()];
        List<Rejection> rejections = new ArrayList<>();
        AuditTally audit = null;
        int count = 0;
        int withoutPattern = 0;
        for (Arrival event : events) {
            if (event.isRejected()) {
                rejections.add(event.rejection());
                continue;
            }
            Family family = event.type().family();
            out.countIn(removals.get(family));
            line(tape, event, tenant, out);
            if (family == Family.DLP && isWithoutPattern(tape, event)) {
                withoutPattern++;
            }
            if (family == Family.AUDIT) {
                audit = audit == null ? new AuditTally() : audit;
                audit.add(tape, event);
            }
            ends[count] = out.length();
            kinds[count] = (short) event.kind();
            count++;
        }
        Lines lines = new Lines(out.bytes(), out.length(), ends, kinds, count);
        return new Acceptance(lines, rejections, removals, Optional.ofNullable(audit), withoutPattern);
    }

    private static Map<Family, RemovedCounts> noneRemoved() {
        Map<Family, RemovedCounts> counts = new EnumMap<>(Family.class);
        for (Family family : Family.ACCEPTED) {
            counts.put(family, new RemovedCounts());
        }
        return counts;
    }

    private void line(Tape tape, Arrival event, byte[] tenant, JsonWriter out) {
        out.value(event.root());
        if (tenant.length > 0 && Tenancy.isAbsent(tape, event)) {
            out.back();
            out.put(tenant);
            close(out);
        }
        if (needsId(tape, event)) {
            out.back();
            out.put(ID);
            out.put(ids.next());
            close(out);
        }
        out.put((byte) '\n');
    }

    /** The last byte was the object's closing brace, and a field that it must have stands before it. */
    private static void close(JsonWriter out) {
        out.put((byte) '"');
        out.put((byte) '}');
    }

    private static boolean isWithoutPattern(Tape tape, Arrival event) {
        int id = tape.member(event.root(), KnownName.PATTERN_ID.index());
        if (id >= 0 && tape.shape(id) != Shape.NULL) {
            return false;
        }
        int reason = tape.member(event.root(), KnownName.DETECTION_REASON.index());
        return reason >= 0 && "pattern_match".equals(Scalar.text(tape.json(), tape.from(reason), tape.to(reason)));
    }

    private static boolean needsId(Tape tape, Arrival event) {
        return event.type().family() == Family.AUDIT && tape.member(event.root(), KnownName.ID.index()) < 0;
    }

    private static int mostBytes(Tape tape, List<Arrival> events, byte[] tenant) {
        int most = tape.growth();
        for (Arrival event : events) {
            if (!event.isRejected()) {
                int id = event.type().family() == Family.AUDIT ? ID_BYTES : 0;
                most += tape.to(event.root()) - tape.from(event.root()) + id + tenant.length + 2;
            }
        }
        return most;
    }
}
