package siemrouter;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Ships audit records and governance events to a siem-router: the audit guide's {@code SIEMShipper}. One for a process is enough, and any thread may
 * call it. {@link #ship} and {@link #shipBatch} never wait for the network and never throw. Records gather in memory and go out in
 * batches, from a thread. A batch that the router cannot take now becomes a file of the spool folder and is sent again, in order,
 * also after a restart.
 */
public final class SiemRouterShipper implements AutoCloseable {

    /** After a disk that did not take it, or another process that is sending. */
    private static final long HOLD = TimeUnit.MILLISECONDS.toNanos(500);

    private record Flight(long number, List<byte[]> lines) {}

    private final Settings settings;
    private final Router router;
    private final Spool spool;
    private final Thread worker;
    private final Thread hook = new Thread(this::end, "siem-router-end");
    private final FailureLog log = new FailureLog();
    private final Buffer buffer;
    private final Outage outage = new Outage();
    private Flight flight;
    private boolean spooled;
    private boolean flushing;
    private boolean closed;
    private long ripeAt = System.nanoTime();
    private long holdUntil = System.nanoTime();
    private long shipped;
    private long rejected;
    private long dropped;
    private long failures;

    public SiemRouterShipper(Settings settings) {
        this.settings = settings;
        router = new Router(settings);
        spool = new Spool(settings.spool(), settings.maxSpoolBytes());
        spooled = !spool.files().isEmpty();
        buffer = new Buffer(settings.maxBuffer(), settings.batchSize());
        worker = new Thread(this::work, "siem-router-shipper");
        worker.setDaemon(true);
        worker.start();
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Takes one record. It is read at once, and may be changed afterwards. */
    public void ship(Map<String, ?> event) {
        try {
            take(Json.line(event));
        } catch (RuntimeException e) {
            // whatever it is: the caller's request goes on
            log.say("a record was dropped: " + e.getClass().getSimpleName());
            synchronized (this) {
                dropped++;
            }
        }
    }

    /** Takes several, in their order. */
    public void shipBatch(List<? extends Map<String, ?>> events) {
        try {
            events.forEach(this::ship);
        } catch (RuntimeException e) {
            log.say("no list of records: " + e.getClass().getSimpleName());
        }
    }

    /** Sends all there is, the spool too, without waiting for more; whether it is done within the time. */
    public synchronized boolean flush(Duration timeout) throws InterruptedException {
        long until = System.nanoTime() + timeout.toNanos();
        flushing = true;
        outage.endNow();
        notifyAll();
        while (!isEmpty() && until - System.nanoTime() > 0) {
            pause(until - System.nanoTime());
        }
        flushing = false;
        return isEmpty();
    }

    public synchronized Stats stats() {
        int waiting = buffer.size() + (flight == null ? 0 : flight.lines().size());
        return new Stats(shipped, rejected, dropped, failures, waiting);
    }

    /** Sends what is in memory, or else puts it into the spool, where what is shipped later goes too. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the program is ending
        }
    }

    private void end() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            worker.join(Math.max(1, settings.closeTimeout().toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (flight != null) {
                spool.store(flight.number(), flight.lines());
            }
            toSpool();
        }
    }

    private synchronized void take(byte[] line) {
        if (!buffer.hasRoom(line) && !toSpool()) {
            dropped++;
            log.say("a record was dropped: the buffer is full");
            return;
        }
        if (buffer.isEmpty()) {
            ripeAt = System.nanoTime() + settings.flushInterval().toNanos();
        }
        buffer.add(line);
        if (closed) {
            toSpool();
        } else if (buffer.size() == 1 || buffer.holdsBatch()) {
            notifyAll();
        }
    }

    private boolean isEmpty() {
        return buffer.isEmpty() && flight == null && !spooled;
    }

    private void work() {
        while (true) {
            try {
                if (!step()) {
                    return;
                }
            } catch (IOException | RuntimeException e) {
                log.say(e.getClass().getSimpleName());
                hold();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean step() throws InterruptedException, IOException {
        boolean sendSpool;
        synchronized (this) {
            while (!isDue()) {
                pause(patience());
            }
            spooled = !spool.files().isEmpty();
            boolean down = outage.left() > 0;
            if (closed && buffer.isEmpty()) {
                return false;
            }
            if (isRipe()) {
                if (!down && !spooled) {
                    flight = new Flight(spool.number(), buffer.pop());
                } else if (!toSpool()) {
                    notStored();
                }
            }
            sendSpool = flight == null && spooled && !down && !closed;
        }
        if (flight != null) {
            send();
        } else if (sendSpool) {
            sendSpool();
        }
        synchronized (this) {
            notifyAll();
        }
        return true;
    }

    private boolean isRipe() {
        return closed
                || buffer.holdsBatch()
                || (!buffer.isEmpty() && (flushing || System.nanoTime() - ripeAt >= 0));
    }

    private boolean isDue() {
        if (closed || System.nanoTime() - holdUntil < 0) {
            return closed;
        }
        return outage.left() > 0 ? isRipe() && spool.isThere() : isRipe() || spooled;
    }

    /** Nanoseconds until something may be due by the clock alone; 0 for never. */
    private long patience() {
        if (buffer.isEmpty() && !spooled) {
            return 0;
        }
        long now = System.nanoTime();
        long next = outage.left() > 0 ? outage.left() : Long.MAX_VALUE;
        next = !buffer.isEmpty() && ripeAt - now > 0 ? Math.min(next, ripeAt - now) : next;
        return Math.max(1, Math.max(next == Long.MAX_VALUE ? 0 : next, holdUntil - now));
    }

    private void pause(long nanos) throws InterruptedException {
        wait(nanos == 0 ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
    }

    /** Whether there was room for all. */
    private synchronized boolean toSpool() {
        while (!buffer.isEmpty()) {
            List<byte[]> batch = buffer.pop();
            if (!spool.store(spool.number(), batch)) {
                buffer.putBack(batch);
                return false;
            }
            spooled = true;
        }
        return true;
    }

    private void notStored() {
        hold();
        if (closed) {
            dropped += buffer.clear();
            log.say("records were dropped at the end");
        }
    }

    private void send() throws InterruptedException {
        boolean taken = isTaken(flight.lines());
        synchronized (this) {
            List<byte[]> lines = flight.lines();
            if (!taken && spool.store(flight.number(), lines)) {
                spooled = true;
            } else if (!taken) {
                buffer.putBack(lines);
                notStored();
            }
            flight = null;
        }
    }

    /** Oldest first, by one process at a time; until one is not taken. */
    private void sendSpool() throws IOException, InterruptedException {
        try (FileChannel mine = spool.lock()) {
            if (mine == null) {
                hold();
                return;
            }
            List<Path> files = spool.files();
            for (int i = 0; i < files.size() && isTaken(Spool.read(files.get(i))); i++) {
                Files.deleteIfExists(files.get(i));
            }
        }
        synchronized (this) {
            spooled = !spool.files().isEmpty();
        }
    }

    private boolean isTaken(List<byte[]> lines) throws InterruptedException {
        List<String> reasons;
        try {
            reasons = router.send(lines);
        } catch (IOException e) {
            failed(e);
            return false;
        }
        synchronized (this) {
            outage.isOver();
            shipped += lines.size() - reasons.size();
            rejected += reasons.size();
        }
        reasons.forEach(reason -> log.say("a record was rejected: " + reason));
        return true;
    }

    private synchronized void failed(IOException e) {
        boolean answered = e instanceof Router.NotNow;
        long asked = answered ? ((Router.NotNow) e).pause().toNanos() : 0;
        failures++;
        outage.failed(asked);
        log.say((answered ? e.getMessage() : e.getClass().getSimpleName()) + "; records wait and are sent again");
    }

    private synchronized void hold() {
        holdUntil = System.nanoTime() + HOLD;
    }

    private synchronized void drop(String why) {
        dropped++;
        log.say(why);
    }
}
