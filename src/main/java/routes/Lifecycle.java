package routes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.api.ApiRoutes;
import routes.event.Amount;
import routes.event.EventType;
import routes.notify.Notifications;

/** What begins and ends with Camel, in the order that loses nothing: the server listens last and the journal closes last. */
final class Lifecycle extends MainListenerSupport {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final Wiring wiring;

    Lifecycle(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        Parts parts = wiring.parts();
        try {
            // what fails after the start is only logged, and the process would stay
            parts.integrations().load();
        } catch (IOException unusable) {
            throw new IllegalStateException(unusable.getMessage(), unusable);
        }
        try {
            Optional<String> folder = parts.settings().optional("siem.routes.dir");
            if (folder.isPresent()) {
                new RouteFolder(Path.of(folder.get())).addTo(main.getCamelContext());
            }
            ApiRoutes.addTo(main.getCamelContext());
        } catch (Exception unusable) {
            throw RuntimeCamelException.wrapRuntimeException(unusable);
        }
    }

    @Override
    public void afterStart(BaseMainSupport main) {
        Parts parts = wiring.parts();
        int port = parts.server().listen();
        try {
            parts.integrations().start();
        } catch (IOException unusable) {
            throw new IllegalStateException(unusable.getMessage(), unusable);
        }
        parts.warnings().forEach(LOG::warn);
        parts.lanes().startTicking();
        parts.people().ifPresent(people -> people.begin(() -> NotifyWiring.subjects(parts.integrations())));
        parts.integrations().kameletChanges().begin();
        parts.integrations().deployedChanges().begin();
        parts.running().set(true);
        parts.own().put(EventType.of("router.started"), Map.of("version", CommandLine.version()));
        LOG.info(
                "siem-router {} listens on {}, keeps its data in {} and has {}",
                CommandLine.version(),
                parts.server().url(parts.settings().text("siem.http.host"), port),
                parts.data(),
                Amount.of(parts.integrations().all().size(), "integration"));
    }

    @Override
    public void beforeStop(BaseMainSupport main) {
        Parts parts = wiring.parts();
        LOG.info("siem-router stops: it takes no more events, and ends the requests that are under way");
        parts.running().set(false);
        parts.integrations().deployedChanges().end();
        parts.integrations().kameletChanges().end();
        parts.people().ifPresent(Notifications::close);
        parts.lanes().stopAll();
    }

    @Override
    public void afterStop(BaseMainSupport main) {
        Parts parts = wiring.parts();
        parts.server().close();
        parts.access().close();
        parts.own().put(EventType.of("router.stopped"), Map.of("version", CommandLine.version()));
        parts.own().close();
        try {
            parts.journal().close();
            LOG.info("siem-router has stopped in order: all that it answered for is on disk");
        } catch (IOException unfinished) {
            LOG.error("the journal could not be closed in order; it is checked at the next start", unfinished);
        }
    }
}
