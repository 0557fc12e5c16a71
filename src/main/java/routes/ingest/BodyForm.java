package routes.ingest;

import java.util.Locale;
import routes.accept.EventsDataFormat;
import routes.problem.Problem;
import routes.problem.ProblemException;

/** In what form a body may come: JSON in UTF-8, plain or gzip. */
final class BodyForm {

    private BodyForm() {}

    /** A missing content type is taken for JSON. */
    static void requireJson(String contentType) {
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

    static boolean isGzip(String contentEncoding) {
        return switch (contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> false;
            case "gzip", "x-gzip" -> true;
            default -> throw unsupported("Send the body as it is or with Content-Encoding: gzip.");
        };
    }

    private static ProblemException unsupported(String detail) {
        return new ProblemException(Problem.of("unsupported_media_type", detail));
    }
}
