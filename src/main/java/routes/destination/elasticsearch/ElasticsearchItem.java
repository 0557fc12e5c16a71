package routes.destination.elasticsearch;

import java.util.Set;
import java.util.regex.Pattern;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/**
 * What a bulk reply says of one event.
 *
 * @param status the HTTP status of this one item; 0 where there is none
 * @param error the vendor's error type, such as {@code mapper_parsing_exception}; null where there is none. The error's text is
 *     never read: it quotes values
 * @param failureStore what became of the document besides, such as {@code used}; null where nothing is said
 */
record ElasticsearchItem(int status, String error, String failureStore) {

    /** Errors with status 400 that are about the index and would meet any event. */
    private static final Set<String> OF_THE_INDEX = Set.of(
            "cluster_block_exception", "index_closed_exception", "index_not_found_exception", "validation_exception");

    private static final Pattern TYPE = Pattern.compile("[a-z0-9_]{1,100}");

    /** 409 is the answer to a document that is already there under its id. */
    Verdict verdict() {
        return switch (status) {
            case 200, 201, 409 -> Verdict.DELIVERED;
            case 400, 404 -> OF_THE_INDEX.contains(type()) ? Verdict.PARKED : Verdict.REFUSED;
            case 429 -> Verdict.AGAIN;
            default -> status >= 500 && status <= 599 && status != 501 ? Verdict.AGAIN : Verdict.PARKED;
        };
    }

    boolean isInFailureStore() {
        return "used".equals(failureStore);
    }

    Reason reason() {
        return new Reason(code(), said() + ".", remedy());
    }

    /** Where the cluster takes the events of other days. */
    Reason reasonOfOneIndex() {
        return new Reason(
                code(),
                said() + ", and takes none for the index of its day.",
                "Mend that index (closed, read-only, or one more than the cluster's shard limit allows), then redrive.");
    }

    private String said() {
        return "The cluster answered " + status + " for an event" + (type().isEmpty() ? "" : ": " + type());
    }

    private String code() {
        return type().isEmpty() ? "es_" + status : type();
    }

    private String remedy() {
        return switch (verdict()) {
            case REFUSED ->
                "Look at the event that was refused and at the mapping of its index: a field has another type there.";
            case PARKED ->
                status == 403
                        ? "Give the API key or user the right to create documents and indices, or remove the index's block."
                        : "Look at the index and at the cluster's log: it takes no document.";
            default -> "";
        };
    }

    /** What is not spelled as a type could be anything, a quotation too. */
    private String type() {
        boolean spelled = error != null && TYPE.matcher(error).matches();
        return spelled ? error : "";
    }
}
