package routes.deliver;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * One exchange is one request: how often and how soon to repeat is for the redelivery policy alone, and a cookie would pin
 * all traffic to one machine behind a load balancer. Left to itself the client repeats a request after 429 and 503, unseen.
 *
 * <p>On the endpoint rather than the component, so that it also holds where a Kamelet is used without the router.
 */
public final class OneAttempt implements HttpClientConfigurer {

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries();
        client.disableCookieManagement();
        client.disableRedirectHandling();
        client.disableAuthCaching();
        client.disableContentCompression();
    }
}
