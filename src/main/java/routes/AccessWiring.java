package routes;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import routes.access.Access;
import routes.access.AccessRules;
import routes.access.AccessSettings;
import routes.access.act.ActLog;
import routes.access.signon.SignOnSettings;
import routes.access.token.TokenSource;
import routes.server.ListeningAddress;
import routes.server.ServerSettings;
import routes.setting.Settings;

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

    static Access access(AccessSettings rights, ServerSettings where, ActLog log, MeterRegistry metrics) {
        // the end of a token is a matter of the clock that its issuer goes by
        return new Access(
                rights.withShortestToken(ListeningAddress.shortestToken(where.address())),
                log,
                Clock.systemUTC(),
                metrics);
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
