package routes.destination.splunk;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/**
 * The status codes of Splunk's HTTP Event Collector, 0 to 27, and what each means for the events of the request
 * (<a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/TroubleshootHTTPEventCollector">Troubleshoot HTTP Event
 * Collector</a>). REFUSED is meant of the one event that {@code invalid-event-number} names, or of the request where it names
 * none.
 */
public enum SplunkHecCode {
    SUCCESS(0, Verdict.DELIVERED, "Success.", ""),
    TOKEN_DISABLED(1, Verdict.PARKED, "The token is disabled.", "Enable the token in Splunk, or set another one."),
    TOKEN_REQUIRED(2, Verdict.PARKED, "Splunk saw no token.", "Set the token; check that no proxy removes it."),
    INVALID_AUTHORIZATION(3, Verdict.PARKED, "Splunk cannot read the token.", "Set the token without any prefix."),
    INVALID_TOKEN(4, Verdict.PARKED, "Splunk does not know the token.", "Set a token that exists at this collector."),
    NO_DATA(5, Verdict.REFUSED, "Splunk found no data in the request.", "Check that no proxy empties the request."),
    INVALID_DATA_FORMAT(6, Verdict.REFUSED, "Splunk cannot read the event.", "Look at the event that was refused."),
    INCORRECT_INDEX(
            7,
            Verdict.PARKED,
            "The token may not write to the index.",
            "Allow the index for the token in Splunk, or change index."),
    INTERNAL_ERROR(8, Verdict.AGAIN, "Splunk has an internal error."),
    SERVER_BUSY(9, Verdict.AGAIN, "Splunk is busy."),
    CHANNEL_MISSING(
            10,
            Verdict.PARKED,
            "The token has indexer acknowledgement on, which asks for a channel.",
            "Set acknowledgement to auto, or turn indexer acknowledgement off for the token."),
    CHANNEL_INVALID(
            11,
            Verdict.PARKED,
            "Splunk does not take the request channel.",
            "Check that no proxy adds or changes a channel, or turn indexer acknowledgement off for the token."),
    EVENT_REQUIRED(12, Verdict.REFUSED, "Splunk misses the event field.", "Look at the event that was refused."),
    EVENT_BLANK(13, Verdict.REFUSED, "Splunk calls the event blank.", "Look at the event that was refused."),
    ACK_DISABLED(
            14,
            Verdict.PARKED,
            "Indexer acknowledgement is off, and the URL asks for it.",
            "Set the URL of the event endpoint: .../services/collector/event."),
    INDEXED_FIELDS(
            15, Verdict.REFUSED, "Splunk cannot index the event's fields.", "Look at the event that was refused."),
    QUERY_AUTHORIZATION(
            16, Verdict.PARKED, "Splunk does not take a token from the URL's query.", "Remove the query from the URL."),
    /** The answer of the health endpoint: whoever gives it to a POST did not take events. */
    HEALTHY(17, Verdict.AGAIN, "Splunk answered with its health, not about the events.", "Check the URL's path."),
    UNHEALTHY_QUEUES(18, Verdict.AGAIN, "Splunk is unhealthy: its queues are full."),
    UNHEALTHY_ACK(19, Verdict.AGAIN, "Splunk is unhealthy: acknowledgement is unavailable."),
    UNHEALTHY_QUEUES_AND_ACK(
            20, Verdict.AGAIN, "Splunk is unhealthy: its queues are full and acknowledgement is unavailable."),
    HEALTH_INVALID_TOKEN(
            21, Verdict.PARKED, "Splunk does not know the token.", "Set a token that exists at this collector."),
    HEALTH_TOKEN_DISABLED(
            22, Verdict.PARKED, "The token is disabled.", "Enable the token in Splunk, or set another one."),
    SHUTTING_DOWN(23, Verdict.AGAIN, "Splunk is shutting down."),
    QUEUE_NEAR_CAPACITY(24, Verdict.DELIVERED, "Success; Splunk's queue is nearly full.", ""),
    ACK_NEAR_CAPACITY(25, Verdict.DELIVERED, "Success; Splunk's acknowledgement channel is nearly full.", ""),
    QUEUE_FULL(26, Verdict.AGAIN, "Splunk's queue is full."),
    ACK_FULL(27, Verdict.AGAIN, "Splunk's acknowledgement channel is full.");

    private static final Map<Integer, SplunkHecCode> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SplunkHecCode::number, Function.identity()));

    private final int number;
    private final Verdict verdict;
    private final String meaning;
    private final String remedy;

    /** Of trouble that passes by itself. */
    SplunkHecCode(int code, Verdict verdict, String detail) {
        this(code, verdict, detail, "It is tried again by itself; if it lasts, look at Splunk's indexing queues.");
    }

    SplunkHecCode(int number, Verdict verdict, String meaning, String remedy) {
        this.number = number;
        this.verdict = verdict;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    static Optional<SplunkHecCode> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    public int number() {
        return number;
    }

    public Verdict verdict() {
        return verdict;
    }

    Reason reason() {
        return new Reason("hec_" + number, meaning, remedy);
    }
}
