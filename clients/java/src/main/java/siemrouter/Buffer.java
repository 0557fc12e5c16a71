package siemrouter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lines in memory, so many and so many bytes. Not for several threads. */
final class Buffer {

    /** A router takes 8 MiB unless told otherwise. */
    private static final long MOST_BATCH_BYTES = 4 * 1024 * 1024;

    private static final long MOST_BYTES = 32 * 1024 * 1024;

    private final Deque<byte[]> lines = new ArrayDeque<>();
    private final int most;
    private final int batchSize;
    private long bytes;

    Buffer(int most, int batchSize) {
        this.most = most;
        this.batchSize = batchSize;
    }

    boolean hasRoom(byte[] line) {
        return lines.size() < most && bytes + line.length <= MOST_BYTES;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    boolean holdsBatch() {
        return lines.size() >= batchSize || bytes >= MOST_BATCH_BYTES;
    }

    int size() {
        return lines.size();
    }

    void add(byte[] line) {
        lines.add(line);
        bytes += line.length;
    }

    /** The oldest, as many as go in one request. */
    List<byte[]> pop() {
        List<byte[]> batch = new ArrayList<>();
        long size = 0;
        while (!lines.isEmpty() && batch.size() < batchSize && size < MOST_BATCH_BYTES) {
            batch.add(lines.poll());
            size += batch.get(batch.size() - 1).length;
        }
        bytes -= size;
        return batch;
    }

    void putBack(List<byte[]> batch) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            lines.addFirst(batch.get(i));
            bytes += batch.get(i).length;
        }
    }

    /** How many there were. */
    int clear() {
        int held = lines.size();
        lines.clear();
        bytes = 0;
        return held;
    }
}
