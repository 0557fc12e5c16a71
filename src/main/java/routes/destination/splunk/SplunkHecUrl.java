package routes.destination.splunk;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import routes.destination.http.HttpUrlCheck;

/** Refuses, where it is given, the URL of an endpoint of Splunk's that takes something else than events (Splunk, REST API Reference, Input endpoints). */
public final class SplunkHecUrl implements Consumer<String> {

    private static final Pattern OTHERS =
            Pattern.compile(".*/services/collector/(raw|ack|health|mint|s2s|validate)(/.*)?");

    private final HttpUrlCheck check = new HttpUrlCheck();

    /** @throws IllegalArgumentException saying what to write instead */
    @Override
    public void accept(String url) {
        check.accept(url);
        if (OTHERS.matcher(url).matches()) {
            throw new IllegalArgumentException("url: that endpoint takes no events as the router sends them: expected"
                    + " /services/collector/event in place of what follows /services/collector, or no path.");
        }
    }
}
