package routes.ingest;

import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import routes.event.EventsDataFormat;
import routes.problem.Problem;
import routes.problem.ProblemException;

/**
 * Makes the body of a paused request ({@code platform-http} with {@code useBodyHandler=false}) the exchange's body, as the
 * bytes the producer meant: read within the limits, decompressed. Its share of the budget is given back when the exchange ends,
 * however it ends.
 */
public final class RequestBody implements Processor {

    private final BodyLimits limits;
    /** Long enough for a place to come free among producers that send at once. */
    private static final long PLACE_WAIT_MILLIS = 250;

    private final ByteBudget budget;
    private final Semaphore places;

    public RequestBody(BodyLimits limits, ByteBudget budget) {
        this(limits, budget, Integer.MAX_VALUE);
    }

    /**
     * @param readers bodies that are read at the same time, fewer than there are workers: slow producers must not keep the
     *     health checks and the API from being answered
     */
    public RequestBody(BodyLimits limits, ByteBudget budget, int readers) {
        this.limits = limits;
        this.budget = budget;
        this.places = new Semaphore(readers);
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        HttpServerRequest request = exchange.getMessage().getBody(HttpServerRequest.class);
        requireJson(request.getHeader("Content-Type"));
        boolean isGzip = isGzip(request.getHeader("Content-Encoding"));
        ByteBudget.Share share = budget.open(mostBytes(request, isGzip));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                share.close();
            }
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        exchange.getMessage().setBody(read(request, isGzip, share));
    }

    private byte[] read(HttpServerRequest request, boolean isGzip, ByteBudget.Share share) throws InterruptedException {
        if (!places.tryAcquire(PLACE_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
            throw ByteBudget.busy();
        }
        try {
            byte[] body = new BodyReader(request, limits, share).read();
            return isGzip ? Gunzip.decompress(body, limits, share) : body;
        } finally {
            places.release();
        }
    }

    /** The header is never trusted for more than it says: what comes beyond is refused. */
    private long mostBytes(HttpServerRequest request, boolean isGzip) {
        long body = limits.declaredBytes(request.getHeader("Content-Length"));
        return isGzip ? body + limits.decompressedBytes() : body;
    }

    /** A missing content type is taken for JSON. */
    private static void requireJson(String contentType) {
        if (contentType == null) {
            return;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        boolean isUtf8 = true;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            isUtf8 &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
        }
        String type = parts[0].strip();
        boolean isJson = type.equals("application/json") || EventsDataFormat.LINE_TYPES.contains(type);
        if (!isJson || !isUtf8) {
            throw unsupported("Send JSON in UTF-8, with curl: -H 'Content-Type: application/json'; "
                    + "one object a line is application/x-ndjson.");
        }
    }

    private static boolean isGzip(String contentEncoding) {
        return switch (contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> false;
            case "gzip", "x-gzip" -> true;
            default -> throw unsupported("Send the body as it is or with Content-Encoding: gzip.");
        };
    }

    private static ProblemException unsupported(String detail) {
        return new ProblemException(
                Problem.of(415, "unsupported_media_type", "The body is in a form that is not taken", detail));
    }
}
