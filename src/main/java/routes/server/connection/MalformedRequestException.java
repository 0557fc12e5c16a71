package routes.server.connection;

/** A request is not what HTTP says. Without a word of it, and without a stack trace: it is the client's doing. */
final class MalformedRequestException extends Exception {

    MalformedRequestException() {
        super("malformed request", null, false, false);
    }
}
