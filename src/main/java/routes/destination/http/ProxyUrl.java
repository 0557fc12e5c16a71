package routes.destination.http;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import routes.destination.net.HostRules;

/** Refuses, where it is given, the address of a forward proxy that could not be spoken to as it is written. */
public final class ProxyUrl implements Consumer<String> {

    /** @throws IllegalArgumentException saying what to write instead, and never what stands before an @ */
    @Override
    public void accept(String url) {
        Matcher parts = HttpUrl.FORM.matcher(url);
        boolean matches = parts.matches();
        String path = matches && parts.group(4) != null ? parts.group(4) : "";
        if (!matches || !parts.group(1).equalsIgnoreCase("http") || !(path.isEmpty() || path.equals("/"))) {
            throw new IllegalArgumentException("proxy_url: expected the address of a proxy that speaks HTTP, such as"
                    + " http://proxy.example.com:3128, without a path and without credentials.");
        }
        HostRules.check("proxy_url", parts.group(2), parts.group(3));
    }
}
