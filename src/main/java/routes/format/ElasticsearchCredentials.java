package routes.format;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.value.Value;

/**
 * Sets the {@code Authorization} header of a request to Elasticsearch or OpenSearch: an API key where there is one, else a user's
 * name and password, else nothing.
 */
public final class ElasticsearchCredentials implements Processor {

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
    public void process(Exchange exchange) {
        if (!apiKey.isEmpty()) {
            exchange.getMessage()
                    .setHeader("Authorization", "ApiKey " + (apiKey.indexOf(':') < 0 ? apiKey : base64(apiKey)));
        } else if (!username.isEmpty()) {
            exchange.getMessage().setHeader("Authorization", "Basic " + base64(username + ':' + password));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
