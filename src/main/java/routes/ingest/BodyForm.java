package routes.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import routes.accept.EventsDataFormat;
import routes.problem.Problem;
import routes.problem.ProblemException;

/** In what form a body may come: JSON, plain or gzip. */
final class BodyForm {

    private BodyForm() {}

    /**
     * A missing content type is taken for JSON. Its parameters mean nothing: no {@code charset} is defined for JSON (RFC 8259 section 11),
     * and what is not UTF-8 is seen in the bytes.
     */
    static void requireJson(String contentType) {
        String type = contentType == null ? "application/json" : type(contentType);
        if (!type.equals("application/json") && !EventsDataFormat.LINE_TYPES.contains(type)) {
            throw unsupported("Send JSON, with curl: -H 'Content-Type: application/json'; "
                    + "one object a line is application/x-ndjson.");
        }
    }

    private static String type(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a body is to be decompressed; at most once.
     *
     * @param contentEncodings all headers of the name: they are one list (RFC 9110 sections 5.3 and 8.4)
     */
    static boolean isGzip(List<String> contentEncodings) {
        List<String> codings = new ArrayList<>();
        for (String coding : String.join(",", contentEncodings).split(",", -1)) {
            String word = coding.strip().toLowerCase(Locale.ROOT);
            if (!word.isEmpty() && !word.equals("identity")) {
                codings.add(word);
            }
        }
        boolean isGzip = codings.equals(List.of("gzip")) || codings.equals(List.of("x-gzip"));
        if (!isGzip && !codings.isEmpty()) {
            throw unsupported("Send the body as it is or with Content-Encoding: gzip, once.");
        }
        return isGzip;
    }

    private static ProblemException unsupported(String detail) {
        return new ProblemException(Problem.of("unsupported_media_type", detail));
    }
}
