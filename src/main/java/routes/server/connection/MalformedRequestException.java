package routes.server.connection;

/**
 * A request is not what HTTP says. Without a word of it, and without a stack trace: it is the client's doing. The message is for the
 * client.
 */
public final class MalformedRequestException extends Exception {

    MalformedRequestException() {
        this("See docs/http.md for what a request may look like");
    }

    MalformedRequestException(String what) {
        super(what, null, false, false);
    }
}
