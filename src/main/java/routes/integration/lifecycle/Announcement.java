package routes.integration.lifecycle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import routes.access.act.Act;
import routes.access.act.ActLog;
import routes.deliver.DeliverySettings;
import routes.event.Batch;
import routes.event.RouterEvent;
import routes.integration.Effective;
import routes.integration.Integration;
import routes.integration.type.IntegrationType;
import routes.integration.type.State;

/**
 * A change of one integration: its destination is told before it takes effect, so that nobody turns a SIEM off unseen by it; then it is
 * put on record, with whether the destination was told.
 */
public final class Announcement implements BeforeChange {

    private static final String NOTICE = "notice";

    /** What a change is, in words for the record. */
    @FunctionalInterface
    interface Wording {
        List<Act> of(Integration before, Integration after, Optional<IntegrationType> type);
    }

    private final ActLog log;
    private final BiPredicate<DeliverySettings, Batch> offer;
    private final Wording wording;
    private final Map<Act, RouterEvent> events = new LinkedHashMap<>();
    private String notice = "not_told";

    /** @param offer tells a destination of something at once, and says whether it took it */
    Announcement(ActLog log, BiPredicate<DeliverySettings, Batch> offer, Wording wording) {
        this.log = log;
        this.offer = offer;
        this.wording = wording;
    }

    @Override
    public void happens(Integration before, Integration after, Optional<IntegrationType> type) {
        for (Act act : wording.of(before, after, type)) {
            events.put(act, log.event(act));
        }
        boolean delivers = before.state() == State.ACTIVE || after.state() == State.ACTIVE;
        if (!events.isEmpty() && delivers && type.isPresent()) {
            List<RouterEvent> all = new ArrayList<>(events.values());
            Batch batch = new Batch(all.stream().map(RouterEvent::event).toList());
            notice = offer.test(Effective.delivery(type.get(), before), batch) ? "told" : notice;
        }
    }

    /** Once it has taken effect. */
    public void record() {
        events.forEach((act, event) -> log.put(act.with(NOTICE, notice), event.with(NOTICE, notice)));
    }
}
