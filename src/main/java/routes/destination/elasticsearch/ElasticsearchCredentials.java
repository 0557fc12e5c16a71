package routes.destination.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.camel.Exchange;
import routes.destination.http.Headers;
import routes.destination.http.RequestHeaders;
import routes.value.Value;

/**
 * Sets the {@code Authorization} header of a request to Elasticsearch or OpenSearch: an API key where there is one, else a user's
 * name and password, else nothing.
 */
public final class ElasticsearchCredentials implements RequestHeaders {

    private String apiKey = "";
    private String username = "";
    private String password = "";

    /** As the cluster returned it: {@code encoded}, or {@code id:api_key}; none unless set. */
    public void setApiKey(Value apiKey) {
        this.apiKey = apiKey.text();
    }

    /** The user's name; none unless set. */
    public void setUsername(Value username) {
        this.username = username.text();
    }

    public void setPassword(Value password) {
        this.password = password.text();
    }

    @Override
    public void write(Headers headers, Exchange exchange, byte[] body) {
        if (!apiKey.isEmpty()) {
            headers.set("Authorization", "ApiKey " + (apiKey.indexOf(':') < 0 ? apiKey : base64(apiKey)));
        } else if (!username.isEmpty()) {
            headers.set("Authorization", "Basic " + base64(username + ':' + password));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
