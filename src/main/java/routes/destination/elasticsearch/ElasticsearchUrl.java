package routes.destination.elasticsearch;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import routes.destination.http.HttpUrlCheck;

/** Refuses, where it is given, a URL that names a call of Elasticsearch's: the router adds the call itself. */
public final class ElasticsearchUrl implements Consumer<String> {

    private static final Pattern CALL = Pattern.compile(".*/_(bulk|doc|create|search)/?");

    private final HttpUrlCheck check = new HttpUrlCheck();

    /** @throws IllegalArgumentException saying what to write instead */
    @Override
    public void accept(String url) {
        check.accept(url);
        if (CALL.matcher(url).matches()) {
            throw new IllegalArgumentException(
                    "url: the router adds /_bulk itself: expected the address of the cluster,"
                            + " such as https://search.example.com:9200, and the index in index.");
        }
    }
}
