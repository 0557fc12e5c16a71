import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All destinations. */
final class Sinks implements AutoCloseable {

    /** How far away all of them are. */
    private static Duration roundTrip = Duration.ZERO;

    private final List<Sink> all = new ArrayList<>();

    Sinks(Sink.Kind... kinds) throws IOException {
        for (Sink.Kind kind : kinds) {
            all.add(new Sink(kind, roundTrip));
        }
    }

    static void areAway(Duration thereAndBack) {
        roundTrip = thereAndBack;
    }

    List<Sink> all() {
        return all;
    }

    void expect(int first, int count) {
        all.forEach(sink -> sink.expect(first, count));
    }

    boolean haveAll() {
        return all.stream().allMatch(Sink::hasAll);
    }

    @Override
    public void close() throws IOException {
        for (Sink sink : all) {
            sink.close();
        }
    }
}
