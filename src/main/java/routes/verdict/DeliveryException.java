package routes.verdict;

import java.time.Duration;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Thrown by a sink that read a reply saying that not every event of its batch was delivered. Events are meant by their index
 * in the batch that was sent.
 */
public final class DeliveryException extends Exception {

    /**
     * The exchange property in which a data format leaves the {@link #leftOut} of what it wrote; who knows that the rest was
     * delivered throws it. Absent where nothing was left out.
     */
    public static final String LEFT_OUT = "SiemLeftOut";

    /** Whose fault refusals are. */
    private enum Blame {
        /** The events' or the destination's: how many there are in a row tells. */
        OPEN,
        /** The sink's, which did not send the events. */
        SINK,
        /** A part's of the destination, while others take events. */
        PART
    }

    private static final BitSet NONE = new BitSet();

    private final Verdict rest;
    private final Reason reason;
    private final Duration retryAfter;
    private final BitSet delivered;
    private final Map<Integer, Reason> refused;
    private final Blame blame;

    private DeliveryException(
            Verdict rest, Reason reason, Duration retryAfter, BitSet delivered, Map<Integer, Reason> refused) {
        this(rest, reason, retryAfter, delivered, refused, Blame.OPEN);
    }

    private DeliveryException(
            Verdict rest,
            Reason reason,
            Duration retryAfter,
            BitSet delivered,
            Map<Integer, Reason> refused,
            Blame blame) {
        super(reason.code() + ": " + reason.detail());
        this.rest = rest;
        this.reason = reason;
        this.retryAfter = retryAfter;
        this.delivered = delivered;
        this.refused = refused;
        this.blame = blame;
    }

    /** Nothing was delivered; {@code verdict} is that of every event. */
    public static DeliveryException of(Verdict verdict, Reason reason) {
        return new DeliveryException(verdict, reason, null, NONE, Map.of());
    }

    /** Nothing was delivered, and it was not the destination's doing: what failed is the cause, for the log. */
    static DeliveryException broken(Reason reason, Retold failure) {
        DeliveryException broken = of(Verdict.PARKED, reason);
        broken.initCause(failure);
        return broken;
    }

    /** The same with the destination's own words in each reason. */
    public DeliveryException withReply(String words) {
        if (words.isEmpty()) {
            return this;
        }
        Map<Integer, Reason> said = new HashMap<>();
        refused.forEach((index, why) -> said.put(index, why.withReply(words)));
        return new DeliveryException(rest, reason.withReply(words), retryAfter, delivered, said, blame);
    }

    /** Nothing was delivered; the destination asks to wait this long, or does not say how long (null). */
    public static DeliveryException again(Reason reason, Duration retryAfter) {
        return new DeliveryException(Verdict.AGAIN, reason, retryAfter, NONE, Map.of());
    }

    /**
     * The reply told events apart.
     *
     * @param rest the verdict of every event that is neither delivered nor refused
     * @param reason why the rest was not delivered
     */
    public static DeliveryException partly(
            BitSet delivered, Map<Integer, Reason> refused, Verdict rest, Reason reason) {
        return new DeliveryException(rest, reason, null, delivered, refused);
    }

    /**
     * The sink itself left these events out of the request, because the destination cannot take them; all others were delivered,
     * or there were no others and nothing was sent. Says nothing against the destination, so however many there are in a row, it
     * is not parked for them.
     *
     * @param events how many events the batch held
     * @param refused why each was left out; at least one
     */
    public static DeliveryException leftOut(int events, Map<Integer, Reason> refused) {
        BitSet delivered = new BitSet(events);
        delivered.set(0, events);
        refused.keySet().forEach(delivered::clear);
        return new DeliveryException(Verdict.REFUSED, first(refused), null, delivered, refused, Blame.SINK);
    }

    /**
     * The destination took none of these events, all of which belong to a part of it that is known to be at fault while other parts
     * take theirs; all other events were delivered. However many there are in a row, the destination is not parked for them.
     *
     * @param refused why each was refused; at least one
     */
    public static DeliveryException apart(BitSet delivered, Map<Integer, Reason> refused) {
        return new DeliveryException(Verdict.REFUSED, first(refused), null, delivered, refused, Blame.PART);
    }

    private static Reason first(Map<Integer, Reason> refused) {
        return refused.get(Collections.min(refused.keySet()));
    }

    /** The verdict of every event that the reply did not name. */
    public Verdict rest() {
        return rest;
    }

    public Reason reason() {
        return reason;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public boolean isDelivered(int index) {
        return delivered.get(index);
    }

    /** Why this one event can never be delivered; empty where it was not refused by itself. */
    public Optional<Reason> refusal(int index) {
        return Optional.ofNullable(refused.get(index));
    }

    public boolean deliveredSome() {
        return !delivered.isEmpty();
    }

    /** How many events the reply refused one by one. */
    public int refusals() {
        return refused.size();
    }

    /** Whether all refusals are the sink's own and the destination had no part in them. */
    public boolean isLeftOut() {
        return blame == Blame.SINK;
    }

    /** Whether the refusals may be the fault of the destination as a whole. */
    public boolean isOpen() {
        return blame == Blame.OPEN;
    }

    /** Whether the reply settled at least one event, so that going on at once makes sense. */
    public boolean settledSome() {
        return !delivered.isEmpty() || !refused.isEmpty();
    }
}
