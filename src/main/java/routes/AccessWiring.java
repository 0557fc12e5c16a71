package routes;

import java.util.Optional;
import routes.access.AccessRules;
import routes.access.AccessSettings;
import routes.access.signon.SignOnSettings;
import routes.access.token.TokenSource;

/** What the settings say about who may do what. */
final class AccessWiring {

    private AccessWiring() {}

    static AccessSettings settings(Settings settings) {
        AccessRules.requireReader("siem.metrics.role", settings.text("siem.metrics.role"));
        return new AccessSettings(
                new TokenSource(
                        settings.secret("siem.api.token"),
                        settings.optional("siem.api.token-file"),
                        settings.optional("siem.tokens.file")),
                settings.text("siem.access.rules"),
                settings.size("siem.access.max-failures"),
                signOn(settings));
    }

    private static Optional<SignOnSettings> signOn(Settings settings) {
        return settings.optional("siem.oidc.issuer")
                .map(issuer -> SignOnSettings.of(
                        issuer,
                        settings.text("siem.oidc.audience"),
                        settings.text("siem.oidc.roles-claim"),
                        settings.text("siem.oidc.roles")));
    }
}
