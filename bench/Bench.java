import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The load driver of bench/run: one process that is the producer and every destination of a router in another process, and knows
 * of each event when it was sent and when it first arrived where. Exits 1 where an event did not arrive.
 */
final class Bench {

    private static final int EVENTS = number("BENCH_EVENTS", 1_000_000);
    private static final int WARM_UP = number("BENCH_WARMUP", 400_000);

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        boolean far = arguments.length > 1 && arguments[0].equals("--round-trip");
        if (far) {
            Sinks.areAway(Duration.ofMillis(Long.parseLong(arguments[1])));
        }
        List<String> groups = List.of(arguments).subList(far ? 2 : 0, arguments.length);
        List<String> wanted = groups.isEmpty() ? List.of("load", "backlog", "count", "overhead") : groups;
        System.out.printf("%-58s %10s %10s %9s %9s %8s%n", "", "events/s", "CPU us/ev", "p50 ms", "p99 ms", "RSS MiB");
        for (String group : wanted) {
            switch (group) {
                case "load" -> load();
                case "backlog" -> backlog();
                case "count" -> count();
                case "overhead" -> overhead();
                case "one" -> one();
                default -> throw new IllegalArgumentException(group + ": expected load, backlog, count, overhead or one");
            }
        }
    }

    private static void load() throws Exception {
        try (Sinks sinks = new Sinks(Sink.Kind.HEC, Sink.Kind.WEBHOOK, Sink.Kind.CEF);
                RouterProcess router = new RouterProcess(sinks)) {
            System.out.printf("%-58s %41.1f s%n", "start to first accepted event", router.startSeconds());
            Run.of(router, sinks).batches(100, 8, WARM_UP);
            Run batches = Run.of(router, sinks).batches(100, 8, EVENTS);
            batches.print("batches of 100, 8 connections, 3 destinations");
            Run.of(router, sinks).batches(1, 32, Math.max(1, WARM_UP / 4));
            Run.of(router, sinks).batches(1, 32, Math.max(1, EVENTS / 4)).print("single posts, 32 connections, 3 destinations");
            Run paced = Run.of(router, sinks).atRate(1_000, Math.max(1, EVENTS / 50));
            paced.print("1,000 single events a second: the producer's answer");
            for (Sink sink : sinks.all()) {
                paced.printLatency("  sent to received, " + sink.kind(), sink);
            }
        }
    }

    private static void backlog() throws Exception {
        try (Sinks sinks = new Sinks(Sink.Kind.HEC);
                RouterProcess router = new RouterProcess(sinks)) {
            Run.of(router, sinks).batches(100, 8, WARM_UP);
            router.post("/api/v1/integrations/siem/" + router.ids().get(0) + "/pause", "");
            Run held = Run.of(router, sinks).send(100, 8, EVENTS);
            held.begin();
            router.post("/api/v1/integrations/siem/" + router.ids().get(0) + "/resume", "");
            held.awaitArrival();
            held.print("catching up from disk, one HEC destination");
        }
    }

    /** What one integration alone takes from a backlog: in batches, and one event a request. For {@code --round-trip} above all. */
    private static void one() throws Exception {
        for (Sink.Kind kind : List.of(Sink.Kind.HEC, Sink.Kind.WEBHOOK_ONE)) {
            int events = kind == Sink.Kind.HEC ? EVENTS : Math.max(1, EVENTS / 100);
            try (Sinks sinks = new Sinks(kind);
                    RouterProcess router = new RouterProcess(sinks)) {
                Run.of(router, sinks).batches(100, 8, Math.max(1, events / 10));
                router.post("/api/v1/integrations/siem/" + router.ids().get(0) + "/pause", "");
                Run held = Run.of(router, sinks).send(100, 8, events);
                held.begin();
                router.post("/api/v1/integrations/siem/" + router.ids().get(0) + "/resume", "");
                held.awaitArrival();
                held.print("one " + kind + " destination");
            }
        }
    }

    private static void count() throws Exception {
        for (int count : new int[] {1, 10, 100}) {
            Sink.Kind[] kinds = new Sink.Kind[count];
            Arrays.fill(kinds, Sink.Kind.HEC);
            try (Sinks sinks = new Sinks(kinds);
                    RouterProcess router = new RouterProcess(sinks)) {
                Run.of(router, sinks).batches(100, 8, WARM_UP / count + 1000);
                Run run = Run.of(router, sinks).batches(100, 8, EVENTS / count + 1000);
                run.print(count + " HEC destinations (CPU: " + run.cpuPerDelivery(count) + " us an event and destination)");
            }
        }
    }

    /** What the producer waits for, without any integration and with three. */
    private static void overhead() throws Exception {
        for (Sink.Kind[] kinds : new Sink.Kind[][] {{}, {Sink.Kind.HEC, Sink.Kind.WEBHOOK, Sink.Kind.CEF}}) {
            try (Sinks sinks = new Sinks(kinds);
                    RouterProcess router = new RouterProcess(sinks)) {
                Run.of(router, sinks).batches(100, 8, WARM_UP);
                Run.of(router, sinks).batches(1, 8, Math.max(1, WARM_UP / 4));
                String with = kinds.length == 0 ? ", no integration" : ", 3 integrations";
                Run.of(router, sinks).atRate(1_000, Math.max(1, EVENTS / 50)).print("answer, unbatched, 1,000/s" + with);
                Run.of(router, sinks).paced(100, 10_000, Math.max(1, EVENTS / 10)).print("answer, batches of 100, 10,000/s" + with);
            }
        }
    }

    private static int number(String variable, int otherwise) {
        String set = System.getenv(variable);
        return set == null ? otherwise : Integer.parseInt(set);
    }
}
