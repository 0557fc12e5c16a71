package routes.journal.segment;

import java.io.IOException;

/** The journal cannot be opened as it stands; the message says what a person has to do. */
public final class JournalUnusableException extends IOException {

    public JournalUnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
