package routes.destination.elasticsearch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import routes.event.Samples;

/**
 * The searches and filters that the audit guide prints, which are Lucene's language; the same in Kibana's own (KQL), what Kibana makes
 * of that, and which of {@link #records} they are meant to find. No node of the build reads KQL, so the translation is by hand: a field
 * and a value are a match, a comparison is a range, all in filter context.
 */
enum ElasticsearchQueries {
    SECRETS(
            "action:classify AND categories.type:secret",
            and(match("action", "classify"), match("categories.type", "secret")),
            "secret"),
    RESTRICTED_REGIONS(
            "region:(cn OR ru OR ir) AND action:classify",
            and(or(match("region", "cn"), match("region", "ru"), match("region", "ir")), match("action", "classify")),
            "restricted"),
    CONFIDENT_PII(
            "categories.type:pii AND categories.confidence:>=0.9",
            "categories.type:pii AND categories.confidence >= 0.9",
            and(match("categories.type", "pii"), "{\"range\":{\"categories.confidence\":{\"gte\":\"0.9\"}}}"),
            "confident"),
    EXPORT_CONTROL(
            "categories.type:export_control AND decision.action:internal_only",
            and(match("categories.type", "export_control"), match("decision.action", "internal_only")),
            "export"),
    RECENT_BLOCKS("decision.action:block", match("decision.action", "block"), "blocked"),
    ALL_SECRETS("categories.type:secret", match("categories.type", "secret"), "blocked,secret");

    private final String printed;
    private final String kql;
    private final String translated;
    private final String found;

    /** One that both languages read in the same way. */
    ElasticsearchQueries(String printed, String translated, String found) {
        this(printed, printed, translated, found);
    }

    ElasticsearchQueries(String printed, String kql, String translated, String found) {
        this.printed = printed;
        this.kql = kql;
        this.translated = translated;
        this.found = found;
    }

    String printed() {
        return printed;
    }

    String kql() {
        return kql;
    }

    String translated() {
        return translated;
    }

    /** The ids, sorted. */
    List<String> found() {
        return List.of(found.split(",", -1));
    }

    static List<ObjectNode> records() {
        return List.of(
                record("secret", "classify", "us", "redact", "secret", 0.98),
                record("restricted", "classify", "ru", "redact", "ops_sensitive", 0.7),
                record("confident", "redact", "us", "redact", "pii", 0.9),
                record("doubtful", "classify", "eu", "redact", "pii", 0.85),
                record("export", "route", "us", "internal_only", "export_control", 0.8),
                record("elsewhere", "route", "cn", "redact", "export_control", 0.8),
                record("blocked", "route", "eu", "block", "secret", 0.99));
    }

    private static ObjectNode record(
            String id, String action, String region, String decision, String category, double confidence) {
        ObjectNode json = Samples.json("audit-classify")
                .put("id", id)
                .put("action", action)
                .put("region", region);
        ((ObjectNode) json.path("decision")).put("action", decision);
        json.putArray("categories").addObject().put("type", category).put("confidence", confidence);
        return json;
    }

    private static String match(String field, String value) {
        return "{\"match\":{\"%s\":\"%s\"}}".formatted(field, value);
    }

    private static String and(String... clauses) {
        return "{\"bool\":{\"filter\":[" + String.join(",", clauses) + "]}}";
    }

    private static String or(String... clauses) {
        return "{\"bool\":{\"should\":[" + String.join(",", clauses) + "],\"minimum_should_match\":1}}";
    }
}
