package routes;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several producers posting at once, each event once, until the router is gone. It remembers which events were answered
 * 202: those are owed. What was in flight when the router died may or may not have been taken.
 */
final class Load {

    private static final int IN_A_REQUEST = 20;

    private final AtomicInteger owedCount = new AtomicInteger();
    private final List<List<String>> owed = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** Starts posting; a producer's events are numbered in the order it posts them. */
    static Load start(RouterApi api, String name, int producers) {
        Load load = new Load();
        for (int producer = 0; producer < producers; producer++) {
            List<String> mine = new ArrayList<>();
            load.owed.add(mine);
            String producerName = name + "-" + producer;
            load.threads.add(new Thread(() -> load.post(api, producerName, mine), producerName));
        }
        load.threads.forEach(Thread::start);
        return load;
    }

    /** How many events have been answered 202 so far. */
    int owedCount() {
        return owedCount.get();
    }

    /** The owed events of each producer in its order; call it after the router died. */
    List<List<String>> owed() {
        for (Thread thread : threads) {
            try {
                thread.join(Await.DEADLINE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while producers were ending", e);
            }
        }
        return owed;
    }

    private void post(RouterApi api, String name, List<String> mine) {
        try {
            for (int from = 0; ; from += IN_A_REQUEST) {
                if (api.postEvents(Traffic.events(name, from, from + IN_A_REQUEST))
                                .statusCode()
                        == 202) {
                    mine.addAll(Traffic.ids(name, from, from + IN_A_REQUEST));
                    owedCount.addAndGet(IN_A_REQUEST);
                }
            }
        } catch (UncheckedIOException routerIsGone) {
            // the load ends with the router
        }
    }
}
