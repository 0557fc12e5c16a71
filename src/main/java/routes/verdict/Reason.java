package routes.verdict;

/**
 * Why a delivery came out as it did, in words for the status, the dead letters and the log.
 *
 * @param code stable and short, for machines and for grouping: {@code http_403}, {@code hec_6}, {@code connection_refused}
 * @param detail what happened, in one sentence; holds no byte of an event, of a reply's body or of a secret
 * @param remedy what a person should do, or an empty text where waiting is enough
 * @param reply the destination's own words, as {@link CleanWords} leaves them; an empty text where it had none
 */
public record Reason(String code, String detail, String remedy, String reply) {

    /** The exchange property in which a sink leaves what people should know although all was delivered. */
    public static final String WARNING = "SiemWarning";

    /** Where the destination said nothing. */
    public Reason(String code, String detail, String remedy) {
        this(code, detail, remedy, "");
    }

    public Reason withReply(String words) {
        return new Reason(code, detail, remedy, words);
    }
}
