package routes;

import java.util.List;

/**
 * One scripted answer of a {@link Collector}.
 *
 * @param status HTTP status; 0 closes the connection without an answer
 * @param body the answer's body
 * @param indexed how many of the request's events the collector keeps before it answers
 * @param headers names and values, alternating
 */
record Reply(int status, String body, int indexed, List<String> headers) {

    static final Reply SUCCESS = new Reply(200, "{\"text\":\"Success\",\"code\":0}", Integer.MAX_VALUE, List.of());

    /** An answer that kept nothing. */
    static Reply of(int status, String body, String... headers) {
        return new Reply(status, body, 0, List.of(headers));
    }

    /** Splunk's answer of partial acceptance: the events before the named one are indexed. */
    static Reply badEvent(int index) {
        String body = "{\"text\":\"Invalid data format\",\"code\":6,\"invalid-event-number\":" + index + "}";
        return new Reply(400, body, index, List.of());
    }

    /** Keeps everything and then hangs up: the sender cannot know. */
    static Reply indexedButUnanswered() {
        return new Reply(0, "", Integer.MAX_VALUE, List.of());
    }
}
