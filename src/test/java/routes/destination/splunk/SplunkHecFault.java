package routes.destination.splunk;

import java.util.List;

/**
 * What the emulator does to one request instead of what it would do.
 *
 * @param number bytes before a break, events before busy, or the status of an answer
 * @param body of an answer
 * @param headers of an answer, names and values in turn
 */
record SplunkHecFault(Kind kind, int number, String body, List<String> headers) {

    enum Kind {
        NONE,
        ANSWER,
        BUSY,
        BREAK,
        SWALLOW,
        STALL
    }

    static final SplunkHecFault NONE = new SplunkHecFault(Kind.NONE, 0, "", List.of());

    static SplunkHecFault answer(int status, String body, String... headers) {
        return new SplunkHecFault(Kind.ANSWER, status, body, List.of(headers));
    }

    SplunkHecAnswer reply() {
        return new SplunkHecAnswer(number, body, headers);
    }
}
