package routes.destination.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * The headers of a request that is being made. A value goes as it is or not at all: what HTTP cannot carry (RFC 9110 section
 * 5.5), such as a line break, would be altered on its way or begin another header.
 */
public final class Headers {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[!-~](?:[ -~]*[!-~])?");

    private final List<Header> all = new ArrayList<>();

    /** @throws IllegalStateException where a header cannot carry the value; the message has the name alone */
    public void set(String name, String value) {
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new IllegalStateException("header " + name
                    + " cannot carry its value: expected visible ASCII with spaces inside; set another");
        }
        all.removeIf(header -> header.getName().equalsIgnoreCase(name));
        all.add(new BasicHeader(name, value));
    }

    Header[] all() {
        return all.toArray(Header[]::new);
    }
}
