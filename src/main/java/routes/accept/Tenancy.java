package routes.accept;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import routes.accept.rule.Arrival;
import routes.accept.rule.Arrivals;
import routes.accept.rule.KnownName;
import routes.accept.rule.Rejection;
import routes.event.json.Removal;
import routes.event.json.Scalar;
import routes.event.json.Shape;
import routes.event.json.Tape;

/**
 * The tenant that a producer's token is bound to: an event that names another is rejected, and one that names none gets it. Looked at
 * before the rules, which would remove a malformed {@code tenant_id}: an event that names anything else is not relabelled.
 */
final class Tenancy {

    private static final byte[] NAME = ",\"tenant_id\":\"".getBytes(StandardCharsets.US_ASCII);

    private Tenancy() {}

    static void require(String tenant, Arrivals arrivals) {
        Tape tape = arrivals.tape();
        for (Arrival event : arrivals.events()) {
            if (!event.isRejected()) {
                require(tenant, tape, event);
            }
        }
    }

    private static void require(String tenant, Tape tape, Arrival event) {
        int named = named(tape, event);
        if (named < 0) {
            return;
        }
        Shape shape = tape.shape(named);
        if (shape == Shape.NULL) {
            // makes room for the one that the writer appends
            tape.remove(named, Removal.INVALID);
        } else if (shape != Shape.STRING
                || !tenant.equals(Scalar.text(tape.json(), tape.from(named), tape.to(named)))) {
            event.reject(Rejection.FOREIGN_TENANT, "/tenant_id");
        }
    }

    /** Whether the event will name none. */
    static boolean isAbsent(Tape tape, Arrival event) {
        return named(tape, event) < 0;
    }

    private static int named(Tape tape, Arrival event) {
        return tape.member(event.root(), KnownName.TENANT_ID.index());
    }

    /** As it stands in an object behind another member, but for the closing quote. */
    static byte[] member(String tenant) {
        byte[] text = JsonStringEncoder.getInstance().quoteAsUTF8(tenant);
        byte[] member = new byte[NAME.length + text.length];
        System.arraycopy(NAME, 0, member, 0, NAME.length);
        System.arraycopy(text, 0, member, NAME.length, text.length);
        return member;
    }
}
