package routes.destination.http;

import org.apache.camel.Exchange;
import routes.value.Value;

/** Shows a destination its secret in a header, and nothing while there is none. */
public final class SecretHeader implements RequestHeaders {

    private String name = "Authorization";
    private String scheme = "";
    private String secret = "";

    /** {@code Authorization} unless set. */
    public void setName(String name) {
        this.name = name;
    }

    /** The word before the secret, such as {@code Bearer}; none unless set. */
    public void setScheme(String scheme) {
        this.scheme = scheme + " ";
    }

    public void setSecret(Value secret) {
        this.secret = secret.text();
    }

    @Override
    public void write(Headers headers, Exchange exchange, byte[] body) {
        if (!secret.isBlank()) {
            headers.set(name, scheme + secret);
        }
    }
}
