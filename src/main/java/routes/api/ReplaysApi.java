package routes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.deliver.NotDeliveringException;
import routes.deliver.again.Replay;
import routes.deliver.again.ReplayPlans;
import routes.deliver.again.Replays;
import routes.deliver.again.Skipped;
import routes.event.EventType;
import routes.integration.Problems;
import routes.integration.lifecycle.IntegrationActs;
import routes.integration.lifecycle.Integrations;
import routes.integration.lifecycle.Observed;
import routes.integration.type.IntegrationType;
import routes.problem.ProblemException;
import routes.verdict.Reason;

/** The steps of the calls about stretches of the journal that are delivered again. */
public final class ReplaysApi {

    /** Where the id of a replay stands in the address, behind the integration's and the word replays. */
    private static final int REPLAY_ID = 2;

    private static final Logger LOG = LoggerFactory.getLogger(ReplaysApi.class);

    private final Integrations integrations;
    private final Replays replays;
    private final ReplayPlans plans;
    private final IntegrationActs acts;
    private final Clock clock;

    public ReplaysApi(
            Integrations integrations, Replays replays, ReplayPlans plans, IntegrationActs acts, Clock clock) {
        this.integrations = integrations;
        this.replays = replays;
        this.plans = plans;
        this.acts = acts;
        this.clock = clock;
    }

    /** By the ids of their operations in {@code api/openapi.yaml}. */
    public Map<String, Processor> steps() {
        return Map.of(
                "replay-start", this::start,
                "replay-list", this::list,
                "replay-get", this::get,
                "replay-cancel", this::cancel);
    }

    private void start(Exchange exchange) throws Exception {
        Observed observed = integrations.delivering(ApiRequest.id(exchange));
        try {
            start(exchange, observed);
        } catch (NotDeliveringException stopped) {
            throw integrations.notDelivering(observed.integration().id());
        } catch (IOException noRoom) {
            throw notStored(noRoom);
        }
    }

    private void start(Exchange exchange, Observed observed) throws Exception {
        String id = observed.integration().id();
        RequestFields fields = new RequestFields(
                ApiRequest.body(exchange), Set.of("since", "until", "event_types", "skipped", "dry_run"));
        Replay plan = plan(id, fields);
        if (fields.flag("dry_run")) {
            ApiAnswer.json(exchange, 200, forecast(observed, plan));
            return;
        }
        if (!replays.start(id, plan)) {
            throw Problems.plain("replay_running", "Wait for it or cancel it; one runs at a time.");
        }
        acts.done(exchange, "replay_started", id, onRecord(plan));
        ApiAnswer.json(exchange, 202, view(id, plan));
        exchange.getMessage().setHeader("Location", IntegrationsApi.COLLECTION + "/" + id + "/replays/" + plan.id());
    }

    private Replay plan(String id, RequestFields fields) throws Exception {
        List<EventType> types = fields.eventTypes("event_types");
        Optional<String> skipped = fields.text("skipped");
        if (skipped.isPresent()) {
            Skipped stretch = replays.skipped(id).stream()
                    .filter(known -> known.id().equals(skipped.get()))
                    .findFirst()
                    .orElseThrow(() -> Problems.invalidRequest(
                            "/skipped",
                            "unknown_id",
                            "Nothing of this id was skipped; GET the replays lists what was."));
            return plans.plan(id, stretch, types);
        }
        Instant since = fields.time("since")
                .orElseThrow(() -> Problems.invalidRequest(
                        "/since",
                        "missing_field",
                        "Say from when on, by the time of acceptance, or what was skipped."));
        Instant until = fields.time("until").orElse(Instant.MAX);
        if (!since.isBefore(until)) {
            throw Problems.invalidRequest("/until", "empty_range", "Expected a time after since.");
        }
        return plans.plan(id, since, until, types);
    }

    private ObjectNode forecast(Observed observed, Replay plan) throws IOException {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("dry_run", true)
                .put("since", plan.since())
                .put("until", plan.until())
                .put("total", plan.total())
                .put("bytes", plan.bytes());
        Optional<Duration> oldest = observed.type().flatMap(IntegrationType::refusesOlderThan);
        if (oldest.isPresent()) {
            body.put("refuses_older_than_hours", oldest.get().toHours())
                    .put("will_be_refused", plans.before(plan, clock.instant().minus(oldest.get())));
        }
        return body;
    }

    private void list(Exchange exchange) {
        String id = integrations.get(ApiRequest.id(exchange)).integration().id();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode data = body.putArray("data");
        replays.all(id).forEach(replay -> data.add(view(id, replay)));
        ArrayNode skipped = body.putArray("skipped");
        replays.skipped(id).forEach(stretch -> skipped.add(view(stretch)));
        ApiAnswer.json(exchange, 200, body);
    }

    private void get(Exchange exchange) {
        String id = integrations.get(ApiRequest.id(exchange)).integration().id();
        ApiAnswer.json(exchange, 200, view(id, existing(id, exchange)));
    }

    private void cancel(Exchange exchange) throws Exception {
        String id = integrations.get(ApiRequest.id(exchange)).integration().id();
        if (existing(id, exchange).state().equals("running")) {
            cancel(id);
            acts.done(exchange, "replay_cancelled", id, onRecord(existing(id, exchange)));
        }
        ApiAnswer.json(exchange, 200, view(id, existing(id, exchange)));
    }

    private static Map<String, Object> onRecord(Replay replay) {
        return Map.of(
                "replay", replay.id(), "since", replay.since(), "until", replay.until(), "events", replay.total());
    }

    private void cancel(String id) throws Exception {
        try {
            replays.cancel(id);
        } catch (IOException noRoom) {
            throw notStored(noRoom);
        }
    }

    private static ProblemException notStored(IOException why) {
        LOG.error("A replay cannot be stored: {}. Nothing was changed.", why.toString());
        return Problems.notStored();
    }

    private Replay existing(String id, Exchange exchange) {
        String replay = ApiRequest.segment(exchange, REPLAY_ID);
        return replays.all(id).stream()
                .filter(known -> known.id().equals(replay))
                .findFirst()
                .orElseThrow(ReplaysApi::unknown);
    }

    private static ProblemException unknown() {
        return Problems.plain("not_found", "GET the replays lists the latest.");
    }

    private ObjectNode view(String id, Replay replay) {
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("id", replay.id())
                .put("state", replay.state())
                .put("since", replay.since())
                .put("until", replay.until());
        replay.eventTypes().forEach(view.putArray("event_types")::add);
        view.put("total", replay.total())
                .put("bytes", replay.bytes())
                .put("done", replay.done())
                .put("refused", replay.refused());
        if (replay.state().equals("running")) {
            Optional<Reason> obstacle = replays.obstacle(id);
            view.put("waits_for", obstacle.map(Reason::code).orElse(null))
                    .put("detail", obstacle.map(Reason::detail).orElse(null));
        }
        return view.put("started_at", replay.startedAt())
                .put("ended_at", replay.endedAt().isEmpty() ? null : replay.endedAt());
    }

    private ObjectNode view(Skipped skipped) {
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("id", skipped.id())
                .put("position", skipped.from())
                .put("since", skipped.since())
                .put("until", skipped.until())
                .put("events", skipped.events())
                .put("available", replays.isAvailable(skipped));
        skipped.byType().forEach(view.putObject("by_type")::put);
        return view;
    }
}
