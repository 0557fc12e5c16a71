package routes.deliver.probe;

import routes.verdict.Reason;

/**
 * What one stage of a connection test found.
 *
 * @param stage dns, address, proxy, tcp, tls, credentials or event
 * @param reason code {@code ok} where it passed
 */
public record TestStage(String stage, boolean ok, long millis, Reason reason) {}
