package routes.deadletter;

import java.io.IOException;

/** Thrown where an integration's dead letters have reached their bound; nothing was kept, so nothing may go on. */
public final class DeadLettersFullException extends IOException {

    DeadLettersFullException() {
        super("the dead letters are full: redrive, drop or export them, or raise SIEM_DEAD_LETTER_MAX_BYTES");
    }
}
