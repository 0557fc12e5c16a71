package routes.server;

import java.net.InetAddress;

/**
 * Where and how the server listens.
 *
 * @param address of this machine; resolved once, so that what was checked is what is listened on
 * @param port 0: any free one
 * @param workers threads for what must not be done on the event loop
 * @param maxBodyBytes of the body of a request that is not one of events
 * @param isClearTextHttp2 whether HTTP/2 is spoken without TLS too
 */
public record ServerSettings(InetAddress address, int port, int workers, long maxBodyBytes, boolean isClearTextHttp2) {}
