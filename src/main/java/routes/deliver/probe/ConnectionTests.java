package routes.deliver.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import routes.deliver.DeliverRoutes;
import routes.destination.net.AddressPolicy;
import routes.destination.net.ProxyVariables;

/**
 * Runs connection tests: {@value #MOST} at a time at most, one of a kind, and each for 25 s at most. A test has a sink of its own,
 * so that delivery, its cursor and its counters know nothing of it.
 */
public final class ConnectionTests {

    private static final int MOST = 4;
    private static final Duration LONGEST = Duration.ofSeconds(25);
    private static final long IDLE_SECONDS = 10;

    private final DeliverRoutes routes;
    private final AddressPolicy policy;
    private final ProxyVariables proxies;
    private final Duration longest;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final AtomicLong count = new AtomicLong();
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), ConnectionTests::thread);

    public ConnectionTests(DeliverRoutes routes, AddressPolicy policy, ProxyVariables proxies) {
        this(routes, policy, proxies, LONGEST);
    }

    ConnectionTests(DeliverRoutes routes, AddressPolicy policy, ProxyVariables proxies, Duration longest) {
        this.proxies = proxies;
        this.routes = routes;
        this.policy = policy;
        this.longest = longest;
    }

    /**
     * @return the stages that ran, the failing one last; empty while another test with the same key runs
     * @throws java.util.concurrent.RejectedExecutionException while as many run as may
     */
    public Optional<List<TestStage>> run(TestedDestination destination) throws InterruptedException {
        if (!running.add(destination.key())) {
            return Optional.empty();
        }
        ConnectionTest test = new ConnectionTest(destination, policy, proxies);
        String sink = "connection-test-" + count.incrementAndGet();
        CompletableFuture<Void> done;
        try {
            done = CompletableFuture.runAsync(() -> run(test, sink, destination.key()), threads);
        } catch (RuntimeException tooMany) {
            running.remove(destination.key());
            throw tooMany;
        }
        try {
            done.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(test.stages());
        } catch (TimeoutException late) {
            return Optional.of(test.giveUp());
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the connection test failed in itself", broken.getCause());
        }
    }

    private void run(ConnectionTest test, String sink, String key) {
        try {
            test.run(routes, sink);
        } finally {
            running.remove(key);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "connection-test");
        thread.setDaemon(true);
        return thread;
    }
}
