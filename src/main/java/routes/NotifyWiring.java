package routes;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import routes.destination.ThisMachine;
import routes.disk.SteadyClock;
import routes.integration.Integration;
import routes.integration.lifecycle.Integrations;
import routes.integration.lifecycle.Observed;
import routes.integration.type.State;
import routes.notify.Notifications;
import routes.notify.NotifySettings;
import routes.notify.Subject;
import routes.setting.Settings;

/** People, who are told of integrations that fail. */
final class NotifyWiring {

    private NotifyWiring() {}

    /** Empty where nobody is told. */
    static Optional<Notifications> open(
            CamelContext context, Settings settings, Path data, SteadyClock clock, MeterRegistry metrics)
            throws IOException {
        return new NotifySettings(
                        settings.keys("siem.notify.url", "siem.notify.url-file"),
                        settings.text("siem.notify.format"),
                        settings.optional("siem.notify.template").map(Path::of),
                        settings.keys("siem.notify.routing-key", "siem.notify.routing-key-file"))
                .open(context, data, clock, ThisMachine.name(), metrics);
    }

    static List<Subject> subjects(Integrations integrations) {
        return integrations.all().stream().map(NotifyWiring::subject).toList();
    }

    private static Subject subject(Observed observed) {
        Integration integration = observed.integration();
        return new Subject(
                integration.id(),
                integration.settings().path("name").asText(integration.id()),
                integration.type(),
                integration.state() == State.PAUSED,
                observed.status().health(),
                observed.status().reason(),
                observed.status().since(),
                observed.status().pendingEvents());
    }
}
