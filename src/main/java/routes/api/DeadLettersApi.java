package routes.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.deadletter.DeadLetterFilter;
import routes.deadletter.DeadLetterGroup;
import routes.deadletter.DeadLetters;
import routes.deadletter.PutAside;
import routes.deliver.NotDeliveringException;
import routes.deliver.again.RedriveStatus;
import routes.deliver.again.Redrives;
import routes.integration.Problems;
import routes.integration.lifecycle.IntegrationActs;
import routes.integration.lifecycle.Integrations;
import routes.integration.lifecycle.Observed;
import routes.verdict.Reason;

/** The steps of the calls about what a destination refused for good. */
public final class DeadLettersApi {

    private final Integrations integrations;
    private final DeadLetters deadLetters;
    private final Redrives redrives;
    private final IntegrationActs acts;

    public DeadLettersApi(Integrations integrations, DeadLetters deadLetters, Redrives redrives, IntegrationActs acts) {
        this.integrations = integrations;
        this.deadLetters = deadLetters;
        this.redrives = redrives;
        this.acts = acts;
    }

    /** By the ids of their operations in {@code api/openapi.yaml}. */
    public Map<String, Processor> steps() {
        return Map.of(
                "dead-letters", this::groups,
                "dead-letters-export", this::export,
                "dead-letters-redrive", this::redrive,
                "dead-letters-drop", this::drop);
    }

    /** Grouped by reason, the most frequent first; the sample is stripped as all events are. */
    private void groups(Exchange exchange) throws IOException {
        Observed observed = integrations.get(ApiRequest.id(exchange));
        String id = observed.integration().id();
        PutAside aside = observed.status().aside();
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("total", deadLetters.count(id))
                .put("bytes", aside.bytes())
                .put("oldest_at", aside.oldestAt().map(Instant::toString).orElse(null))
                .put("expire_at", aside.expireAt().map(Instant::toString).orElse(null));
        body.putArray("data");
        for (DeadLetterGroup group : deadLetters.groups(id)) {
            body.withArray("data")
                    .addObject()
                    .put("reason", group.reason())
                    .put("detail", group.detail())
                    .put("reply", group.reply().isEmpty() ? null : group.reply())
                    .put("count", group.count())
                    .put("first_refused_at", group.firstRefusedAt())
                    .put("last_refused_at", group.lastRefusedAt())
                    .set("sample", group.sample());
        }
        redrives.status(id).ifPresent(status -> redrive(body.putObject("redrive"), status));
        ApiAnswer.json(exchange, 200, body);
    }

    private static void redrive(ObjectNode view, RedriveStatus status) {
        view.put("state", status.state())
                .put("events", status.events())
                .put("delivered", status.delivered())
                .put("refused", status.refused())
                .put("reason", status.reason().map(Reason::code).orElse(null))
                .put("detail", status.reason().map(Reason::detail).orElse(null));
    }

    private void export(Exchange exchange) throws IOException {
        String id = integrations.get(ApiRequest.id(exchange)).integration().id();
        acts.done(exchange, "dead_letters_exported", id, Map.of("events", deadLetters.count(id)));
        ApiAnswer.write(exchange, 200, "application/x-ndjson", deadLetters.export(id));
    }

    private void redrive(Exchange exchange) throws Exception {
        Observed observed = integrations.delivering(ApiRequest.id(exchange));
        String id = observed.integration().id();
        ObjectNode body = ApiRequest.body(exchange);
        RequestFields fields = new RequestFields(body, Set.of("ids", "reason", "since", "until"));
        DeadLetterFilter filter = new DeadLetterFilter(
                new HashSet<>(fields.texts("ids")), fields.text("reason"), fields.time("since"), fields.time("until"));
        long events = start(id, filter)
                .orElseThrow(() -> Problems.plain(
                        "redrive_running", "GET the dead letters to see how it does; one runs at a time."));
        acts.done(exchange, "dead_letters_redriven", id, Map.of("events", events, "filters", filters(body)));
        ApiAnswer.json(exchange, 202, JsonNodeFactory.instance.objectNode().put("events", events));
    }

    /** The names of those that narrow. */
    private static Set<String> filters(ObjectNode body) {
        Set<String> names = new TreeSet<>();
        body.properties().forEach(field -> {
            boolean isEmpty = field.getValue().isNull()
                    || (field.getValue().isArray() && field.getValue().isEmpty());
            if (!isEmpty) {
                names.add(field.getKey());
            }
        });
        return names;
    }

    private OptionalLong start(String id, DeadLetterFilter filter) throws Exception {
        try {
            return redrives.start(id, filter);
        } catch (NotDeliveringException stopped) {
            throw integrations.notDelivering(id);
        }
    }

    private void drop(Exchange exchange) throws IOException {
        String id = integrations.get(ApiRequest.id(exchange)).integration().id();
        Map<String, String> query = ApiRequest.query(exchange);
        Set<String> known = Set.of("id", "reason", "before", "all");
        boolean all = "true".equals(query.get("all")) && query.size() == 1;
        if (query.isEmpty() || !known.containsAll(query.keySet()) || query.containsKey("all") != all) {
            throw Problems.plain(
                    "which_dead_letters",
                    "Say ?reason=, ?id= or ?before= (a time), or several of them, or ?all=true alone.");
        }
        Optional<Instant> before =
                Optional.ofNullable(query.get("before")).map(text -> RequestFields.time("before", text));
        long events = redrives.drop(
                id,
                new DeadLetterFilter(
                        Optional.ofNullable(query.get("id")).map(Set::of).orElse(Set.of()),
                        Optional.ofNullable(query.get("reason")),
                        Optional.empty(),
                        before));
        acts.done(
                exchange,
                "dead_letters_dropped",
                id,
                Map.of("events", events, "filters", new TreeSet<>(query.keySet())));
        ApiAnswer.nothing(exchange, 204);
    }
}
