package routes.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import routes.deadletter.DeadLetterLimits;
import routes.deadletter.DeadLetters;
import routes.deliver.again.Backlogs;
import routes.deliver.again.Lanes;
import routes.deliver.again.Redrives;
import routes.deliver.again.ReplayFile;
import routes.deliver.again.Replays;
import routes.deliver.health.HealthFile;
import routes.destination.net.AddressPolicy;
import routes.disk.AllowedFolders;
import routes.disk.SteadyClock;
import routes.event.Event;
import routes.event.Lines;
import routes.journal.Journal;
import routes.journal.camel.JournalComponent;
import routes.journal.segment.JournalSettings;
import routes.journal.segment.KeyRing;

/** The deliver stage as the product has it, on a journal in a folder of the test: its routes, Kamelets and dead letters. */
public final class DeliverStage implements AutoCloseable {

    private static final List<String> ROUTES =
            List.of("40-deliver", "41-settle", "42-park", "43-give-up", "90-dead-letter", "92-verdicts");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Path folder;
    private final Journal journal;
    private final DeadLetters deadLetters;
    private final Deliveries deliveries;
    private final Lanes lanes;
    private final Redrives redrives;
    private final Replays replays;

    public DeliverStage(Path folder, AddressPolicy policy) throws Exception {
        this.folder = folder;
        Duration day = Duration.ofDays(1);
        journal = Journal.open(
                new JournalSettings(folder, 8 << 20, day, day, 0, 8 << 20, KeyRing.of(List.of())),
                new SimpleMeterRegistry());
        context.getComponent("journal", JournalComponent.class).setJournal(journal);
        context.getRegistry().bind(AddressPolicy.NAME, policy);
        context.getRegistry()
                .bind(
                        AllowedFolders.NAME,
                        AllowedFolders.of(folder.getParent().toString(), folder.resolve("files"), List.of(folder)));
        deadLetters = new DeadLetters(
                folder.resolve("dead-letters"), new DeadLetterLimits(Duration.ZERO, 1 << 30), Clock.systemUTC());
        HealthFile healthFile = HealthFile.open(folder.resolve("health.json"));
        Verdicts verdicts = new Verdicts(Clock.systemUTC());
        DeliverRoutes routes = new DeliverRoutes(context);
        deliveries = new Deliveries(journal, routes, deadLetters, healthFile, Clock.systemUTC(), change -> {});
        context.getRegistry().bind("verdicts", verdicts);
        ReplayFile file = new ReplayFile(folder.resolve("replays"));
        Backlogs backlogs = new Backlogs(journal, deliveries, file, SteadyClock.open(folder));
        redrives = new Redrives(context, deliveries, deadLetters, Clock.systemUTC());
        replays = new Replays(journal, deliveries, deadLetters, file, Clock.systemUTC());
        lanes = new Lanes(routes, deliveries, redrives, replays, file, deadLetters, healthFile, (type, fields) -> {});
        new DeliverSteps(deliveries, deadLetters, backlogs::skip, verdicts)
                .all()
                .forEach((name, step) -> context.getRegistry().bind(name, Processor.class, step));
        for (String route : ROUTES) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(PluginHelper.getResourceLoader(context)
                            .resolveResource("classpath:routes/" + route + ".camel.yaml"));
        }
        context.start();
    }

    /** Adds a Kamelet, {@code siem-<name>-sink}, whose step fails like this. */
    void addFailing(String name, RuntimeException failure) throws Exception {
        add(name, exchange -> {
            throw failure;
        });
    }

    /** Adds a Kamelet, {@code siem-<name>-sink}, of one step. */
    void add(String name, Processor step) throws Exception {
        RouteBuilder.addRoutes(context, routes -> routes.routeTemplate("siem-" + name + "-sink")
                .from("kamelet:source")
                .process(step));
    }

    /** Puts a folder where the integration's file of dead letters would be. */
    void makeDeadLettersUnwritable(String id) throws IOException {
        assertThat(deadLetters.count(id)).isZero();
        Files.createDirectories(folder.resolve("dead-letters").resolve(id + ".jsonl"));
    }

    public CamelContext context() {
        return context;
    }

    public Journal journal() {
        return journal;
    }

    public Deliveries deliveries() {
        return deliveries;
    }

    public Lanes lanes() {
        return lanes;
    }

    public Redrives redrives() {
        return redrives;
    }

    public Replays replays() {
        return replays;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    public void append(Event event) throws Exception {
        append(event.json(), event.kind());
    }

    /** @param line without its end */
    public void append(String line, int kind) throws Exception {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        CountDownLatch done = new CountDownLatch(1);
        journal.append(
                new Lines(bytes, bytes.length, new int[] {bytes.length}, new short[] {(short) kind}, 1),
                failure -> done.countDown());
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() throws IOException {
        deliveries.stopAll();
        context.stop();
        journal.close();
    }
}
