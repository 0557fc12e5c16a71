package routes.destination.syslog;

import java.time.Duration;

/**
 * How long a stream waits.
 *
 * @param confirmAfter how long a connection has to stand after a write; zero counts what is written as delivered
 * @param connectMillis until there is a connection
 * @param writeMillis that the peer may take no bytes before the connection is given up
 */
record SyslogTimes(Duration confirmAfter, int connectMillis, int writeMillis) {}
