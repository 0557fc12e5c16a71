package routes.access.signon;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches what an issuer publishes: at most {@value #MOST_BYTES} bytes in {@value #SECONDS} seconds, and from nowhere else. */
final class IssuerFetch implements ResourceRetriever {

    private static final int MOST_BYTES = 512 * 1024;
    private static final int SECONDS = 5;

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(SECONDS))
            .build();

    @Override
    public Resource retrieveResource(URL address) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.toString()))
                .timeout(Duration.ofSeconds(SECONDS))
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new LimitedBody(MOST_BYTES));
        HttpResponse<byte[]> whole = await(answer);
        if (whole.statusCode() != 200) {
            throw new IOException("the issuer answered " + whole.statusCode() + ", expected 200");
        }
        return new Resource(new String(whole.body(), StandardCharsets.UTF_8), "application/json");
    }

    /** The request's own timeout ends with the answer's head; a body may drip for ever. */
    private static HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer) throws IOException {
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            answer.cancel(true);
            throw new IOException("the issuer did not answer within " + SECONDS + " s", slow);
        } catch (ExecutionException failed) {
            throw new IOException("the issuer could not be asked: " + failed.getCause(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("the router is stopping", stopped);
        }
    }
}
