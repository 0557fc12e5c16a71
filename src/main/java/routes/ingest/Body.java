package routes.ingest;

import routes.server.body.ByteBudget;

/**
 * The body of one request as it arrived.
 *
 * @param bytes as they were sent
 * @param isGzip whether they are compressed
 * @param share of the budget that the request holds
 */
record Body(byte[] bytes, boolean isGzip, ByteBudget.Share share) {

    /** The exchange property that holds it, or the {@link routes.problem.ProblemException} that there is in its place. */
    static final String PROPERTY = "SiemBody";
}
