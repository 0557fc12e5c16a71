package routes.accept;

/** A body of which no {@link routes.event.Batch} can be made. The message says what was expected and where, and no byte of the body. */
public final class NotEventsException extends IllegalArgumentException {

    NotEventsException(String message) {
        super(message);
    }
}
