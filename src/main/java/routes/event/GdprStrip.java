package routes.event;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.event.json.Removal;
import routes.event.json.Tape;

/**
 * The GDPR strip: marks every member that may hold raw content, at any depth and in arrays, so that it is never written. Of
 * DLP events, whose schema is closed, every field that is not documented goes as well.
 */
public final class GdprStrip implements Processor {

    private final ForbiddenNames forbidden;

    public GdprStrip(ForbiddenNames forbidden) {
        this.forbidden = forbidden;
    }

    @Override
    public void process(Exchange exchange) {
        apply(exchange.getMessage().getBody(Arrivals.class));
    }

    void apply(Arrivals arrivals) {
        for (Arrival event : arrivals.events()) {
            if (!event.isRejected()) {
                strip(arrivals.tape(), event.root());
                if (event.type().family() == Family.DLP) {
                    close(arrivals.tape(), event.root());
                }
            }
        }
    }

    /** What is inside a removed member is not looked at. */
    private void strip(Tape tape, int root) {
        int end = tape.next(root);
        int i = tape.inside(root);
        while (i < end) {
            boolean goes = tape.isRemoved(i);
            if (!goes && tape.name(i) != Tape.NAMELESS && forbidden.contains(tape, i)) {
                tape.remove(i, Removal.FORBIDDEN);
                goes = true;
            }
            i = goes ? tape.next(i) : tape.inside(i);
        }
    }

    private static void close(Tape tape, int root) {
        int end = tape.next(root);
        for (int i = tape.inside(root); i < end; i = tape.next(i)) {
            if (!FamilyRules.DLP.documents(tape.name(i))) {
                tape.remove(i, Removal.UNKNOWN);
            }
        }
    }
}
