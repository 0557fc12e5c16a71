package routes.deliver;

/** More was asked of an integration that was paused, changed or deleted in the same moment. */
public final class NotDeliveringException extends Exception {

    private static final long serialVersionUID = 1L;

    NotDeliveringException(String id) {
        super("integration " + id + " does not deliver now");
    }
}
