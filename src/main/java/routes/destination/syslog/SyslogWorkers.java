package routes.destination.syslog;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The threads on which all syslog sinks write: a slow destination waits in its own thread, not in one of these. */
public final class SyslogWorkers {

    private static final int THREADS = 2;

    private static final EventLoopGroup SHARED =
            new NioEventLoopGroup(THREADS, new DefaultThreadFactory("syslog-workers", true));

    private SyslogWorkers() {}

    /** Made once a process; its threads do not keep the process alive. */
    public static EventLoopGroup shared() {
        return SHARED;
    }
}
