package routes.access.signon;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The keys of an issuer, found by its discovery document (OpenID Connect Discovery 1.0 section 4). They are kept for five minutes; a key
 * that is not among them has them fetched again, twice in half a minute at most; an issuer that is away leaves those it had last in force
 * for a day.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

    private static final long KEPT_MILLIS = TimeUnit.MINUTES.toMillis(5);
    private static final long FETCH_MILLIS = TimeUnit.SECONDS.toMillis(10);
    private static final long BETWEEN_MILLIS = TimeUnit.SECONDS.toMillis(30);
    private static final long OUTAGE_MILLIS = TimeUnit.DAYS.toMillis(1);
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final URI issuer;
    private final ResourceRetriever fetch;
    private final LongSupplier nanos;
    private Optional<JWKSource<SecurityContext>> found = Optional.empty();
    private Optional<Long> failedAt = Optional.empty();

    IssuerKeys(URI issuer, ResourceRetriever fetch, LongSupplier nanos) {
        this.issuer = issuer;
        this.fetch = fetch;
        this.nanos = nanos;
    }

    @Override
    public List<JWK> get(JWKSelector wanted, SecurityContext context) throws KeySourceException {
        return source().get(wanted, context);
    }

    private synchronized JWKSource<SecurityContext> source() throws KeySourceException {
        if (found.isPresent()) {
            return found.get();
        }
        if (failedAt.filter(at -> nanos.getAsLong() - at < AGAIN_NANOS).isPresent()) {
            throw new KeySourceException("the issuer's discovery failed a moment ago");
        }
        try {
            found = Optional.of(discover());
            return found.get();
        } catch (IOException | ParseException | IllegalArgumentException unusable) {
            failedAt = Optional.of(nanos.getAsLong());
            throw new KeySourceException(unusable.getMessage(), unusable);
        }
    }

    private JWKSource<SecurityContext> discover() throws IOException, ParseException {
        String base = issuer.toString().replaceFirst("/$", "");
        URI document = URI.create(base + "/.well-known/openid-configuration");
        Map<String, Object> says =
                JSONObjectUtils.parse(fetch.retrieveResource(document.toURL()).getContent());
        if (!issuer.toString().equals(says.get("issuer"))) {
            throw new IOException("the issuer's discovery document is another issuer's");
        }
        URI keys = SignOnSettings.address("jwks_uri", String.valueOf(says.get("jwks_uri")));
        return JWKSourceBuilder.create(keys.toURL(), fetch)
                .cache(KEPT_MILLIS, FETCH_MILLIS)
                .refreshAheadCache(false)
                .rateLimited(BETWEEN_MILLIS)
                .outageTolerant(OUTAGE_MILLIS)
                .build();
    }
}
