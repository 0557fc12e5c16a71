package routes.destination.http;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.destination.net.HostRules;

/** Refuses, where it is given, a URL that could not be reached, or would be another than the one that is meant. */
public final class HttpUrlCheck implements Consumer<String> {

    private static final Pattern DOTS = Pattern.compile("(?:.*/)?\\.\\.?(?:/.*)?");

    /** @throws IllegalArgumentException saying what to write instead */
    @Override
    public void accept(String url) {
        Matcher parts = HttpUrl.FORM.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("url: expected an address such as https://siem.example.com:8088/path.");
        }
        HostRules.check("url", parts.group(2), parts.group(3));
        if (url.regionMatches(true, 0, "https", 0, "https".length())) {
            HostRules.checkForTls("url", parts.group(2));
        }
        String path = parts.group(4) == null ? "" : parts.group(4);
        if (!HttpUrl.PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("url: its path holds characters that a URL cannot: expected them"
                    + " percent-encoded, as in %20 for a space and %25 for a percent sign.");
        }
        if (DOTS.matcher(path).matches()) {
            throw new IllegalArgumentException("url: its path has a segment . or ..: expected the path it leads to.");
        }
    }
}
