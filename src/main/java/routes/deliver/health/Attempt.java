package routes.deliver.health;

/**
 * What became of a request.
 *
 * @param outcome {@code delivered}, {@code sent} where nobody says so, {@code partly}, {@code again}, {@code parked} or {@code refused}
 * @param code of the {@link routes.verdict.Reason}; {@code ok} where all was delivered
 */
public record Attempt(String outcome, String code) {

    public static final Attempt DELIVERED = new Attempt("delivered", "ok");
    public static final Attempt SENT = new Attempt("sent", "ok");
}
