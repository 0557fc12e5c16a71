package routes.deliver;

import routes.event.DroppedFields;
import routes.event.Selection;
import routes.event.filter.Filter;
import routes.value.SinkParameters;
import routes.verdict.BentVerdicts;

/**
 * What the deliver stage has to know of an integration.
 *
 * @param id names the subscription, the route and the Kamelet's instance
 * @param type the integration type's name, such as {@code splunk_hec}: for the log alone
 * @param kamelet what Camel has the sink under, such as {@code siem-splunk-hec-sink}
 * @param parameters the Kamelet's parameters by their names in the Kamelet, secrets included
 * @param selection the kinds it gets
 * @param maxEvents most events in a request
 * @param maxBytes most bytes in a request, as the destination counts them
 * @param maxWaitMillis how long the first event of a batch waits for others
 * @param redeliveries how often the same request is repeated before the integration is parked
 * @param redeliveryDelayMillis the first delay; doubles each time
 * @param maxRedeliveryDelayMillis the longest delay
 * @param deadLetterWhenExhausted whether a batch whose redeliveries are used up goes to the dead letters instead of being
 *     parked
 * @param maxBacklog how much may wait for it
 * @param verdicts which replies of its destination mean something of their own
 * @param filter which events of those kinds it gets
 * @param droppedFields what it does not get of them
 * @param pace how fast events are sent
 * @param startFrom where a subscription that does not exist yet begins: {@code now}, {@code earliest} or an RFC 3339 time
 */
public record DeliverySettings(
        String id,
        String type,
        String kamelet,
        SinkParameters parameters,
        Selection selection,
        int maxEvents,
        long maxBytes,
        long maxWaitMillis,
        int redeliveries,
        long redeliveryDelayMillis,
        long maxRedeliveryDelayMillis,
        boolean deadLetterWhenExhausted,
        String startFrom,
        MaxBacklog maxBacklog,
        BentVerdicts verdicts,
        Filter filter,
        DroppedFields droppedFields,
        Pace pace) {

    /** One that gets all events of its kinds, whole. */
    public DeliverySettings(
            String id,
            String type,
            String kamelet,
            SinkParameters parameters,
            Selection selection,
            int maxEvents,
            long maxBytes,
            long maxWaitMillis,
            int redeliveries,
            long redeliveryDelayMillis,
            long maxRedeliveryDelayMillis,
            boolean deadLetterWhenExhausted,
            String startFrom,
            MaxBacklog maxBacklog,
            BentVerdicts verdicts,
            Pace pace) {
        this(
                id,
                type,
                kamelet,
                parameters,
                selection,
                maxEvents,
                maxBytes,
                maxWaitMillis,
                redeliveries,
                redeliveryDelayMillis,
                maxRedeliveryDelayMillis,
                deadLetterWhenExhausted,
                startFrom,
                maxBacklog,
                verdicts,
                Filter.NONE,
                DroppedFields.NONE,
                pace);
    }

    /** Stands between an integration's id, in which it never is, and the name of a lane. */
    private static final String LANE = ".";

    /** The integration; not the same as {@link #id} in the settings of a lane. */
    public String integration() {
        return integrationOf(id);
    }

    static String integrationOf(String id) {
        return id.contains(LANE) ? id.substring(0, id.indexOf(LANE)) : id;
    }

    public static String laneId(String integration, String lane) {
        return integration + LANE + lane;
    }

    /** The same by another sink. */
    public DeliverySettings by(String otherKamelet) {
        return new DeliverySettings(
                id,
                type,
                otherKamelet,
                parameters,
                selection,
                maxEvents,
                maxBytes,
                maxWaitMillis,
                redeliveries,
                redeliveryDelayMillis,
                maxRedeliveryDelayMillis,
                deadLetterWhenExhausted,
                startFrom,
                maxBacklog,
                verdicts,
                filter,
                droppedFields,
                pace);
    }

    /** A further way to the same destination: it never gives up a request, and repeats one after a pause only. */
    public DeliverySettings lane(String lane, Selection kinds, String from) {
        return new DeliverySettings(
                laneId(id, lane),
                type,
                kamelet,
                parameters,
                kinds,
                maxEvents,
                maxBytes,
                0,
                0,
                redeliveryDelayMillis,
                maxRedeliveryDelayMillis,
                false,
                from,
                MaxBacklog.NONE,
                verdicts,
                filter,
                droppedFields,
                pace);
    }

    /** Leaves the parameters out: some are secrets. */
    @Override
    public String toString() {
        return "DeliverySettings[id=" + id + ", kamelet=" + kamelet + "]";
    }
}
