package routes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import routes.accept.NobodyHome;
import routes.access.Access;
import routes.deliver.again.Lanes;
import routes.integration.lifecycle.Integrations;
import routes.journal.Journal;
import routes.notify.Notifications;
import routes.record.RouterEvents;
import routes.server.Server;
import routes.setting.Settings;

/**
 * What has a life.
 *
 * @param running whether events can be taken, as far as it is not for the journal to say
 * @param people who are told of what fails; empty where nobody is
 */
record Parts(
        Settings settings,
        Path data,
        AtomicBoolean running,
        Access access,
        RouterEvents own,
        Server server,
        Journal journal,
        Lanes lanes,
        Integrations integrations,
        NobodyHome nobodyHome,
        Optional<Notifications> people) {

    /** What a person should know before anything is sent. */
    List<String> warnings() {
        return Stream.of(
                        server.warnings(),
                        journal.warnings(),
                        nobodyHome.warning().stream().toList())
                .flatMap(List::stream)
                .toList();
    }
}
