package routes.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routes.deliver.health.Health;
import routes.deliver.health.HealthChange;
import routes.verdict.Reason;

/**
 * Of whom it is time to tell: when an integration begins to fail, when it has failed for an hour, each day from then on, and when it
 * delivers again. It has recovered once {@link #QUIET} passed without a failure, so that one that fails now and then is told of once.
 */
final class Troubles {

    /** Longer than the 20 s in which the log tells of no second failure. */
    static final Duration QUIET = Duration.ofSeconds(30);

    private final Clock clock;
    private final String router;
    private final Map<String, Trouble> open = new TreeMap<>();
    /** Those that failed since the last look, whatever became of them. */
    private final Map<String, Reason> news = new HashMap<>();
    /** Those whose log says that they fail, which their health does not where events are refused. */
    private final Map<String, Reason> failing = new HashMap<>();

    /** @param before what people were told before the process began */
    Troubles(Clock clock, String router, Map<String, Trouble> before) {
        this.clock = clock;
        this.router = router;
        Instant now = clock.instant();
        before.forEach((id, trouble) -> open.put(id, trouble.seen(now)));
    }

    synchronized void changed(HealthChange change) {
        if (change.reason().isPresent()) {
            news.put(change.integration(), change.reason().get());
            failing.put(change.integration(), change.reason().get());
        } else {
            failing.remove(change.integration());
        }
    }

    /** What did not end yet, by the integration's id. */
    synchronized Map<String, Trouble> open() {
        return Map.copyOf(open);
    }

    /** @param all integrations that there are; what people are to be told of them now */
    synchronized List<Notice> look(Collection<Subject> all) {
        Instant now = clock.instant();
        List<Notice> notices = new ArrayList<>();
        all.forEach(subject -> look(subject, now).ifPresent(notices::add));
        Set<String> ids = all.stream().map(Subject::id).collect(Collectors.toSet());
        for (String id : List.copyOf(open.keySet())) {
            if (!ids.contains(id)) {
                notices.add(removed(id, open.remove(id), now));
            }
        }
        failing.keySet().retainAll(ids);
        news.keySet().retainAll(ids);
        return notices;
    }

    private Optional<Notice> look(Subject subject, Instant now) {
        Optional<Reason> why = why(subject, now);
        news.remove(subject.id());
        Trouble trouble = open.get(subject.id());
        if (trouble == null) {
            return why.map(reason -> begin(subject, reason, now));
        }
        if (why.isPresent()) {
            return goOn(subject, trouble, why.get(), now);
        }
        boolean isOver = subject.paused() || subject.health() == Health.HEALTHY;
        if (!isOver || now.isBefore(trouble.seenAt().plus(QUIET))) {
            return Optional.empty();
        }
        open.remove(subject.id());
        Occasion end = subject.paused() ? Occasion.PAUSED : Occasion.RECOVERED;
        return Optional.of(new Notice(end, trouble.key(), router, subject, Optional.empty(), trouble.since(), now));
    }

    /** Why it fails, or did since the last look; empty where it did not. */
    private Optional<Reason> why(Subject subject, Instant now) {
        if (subject.paused()) {
            failing.remove(subject.id());
            return Optional.empty();
        }
        Optional<Reason> logged = Optional.ofNullable(failing.getOrDefault(subject.id(), news.get(subject.id())));
        // a retry that is no news yet may be the only one
        boolean lasts =
                open.containsKey(subject.id()) || !now.isBefore(subject.since().plus(QUIET));
        return subject.isParked() || (subject.health() == Health.RETRYING && lasts)
                ? subject.reason().or(() -> logged)
                : logged;
    }

    private Notice begin(Subject subject, Reason reason, Instant now) {
        String key = "siem-router/" + router + "/" + subject.id();
        boolean isBefore = subject.health() != Health.HEALTHY && subject.since().isBefore(now);
        Instant since = isBefore ? subject.since() : now;
        open.put(subject.id(), new Trouble(key, subject.name(), subject.type(), since, now, now));
        return new Notice(Occasion.FAILING, key, router, subject, Optional.of(reason), since, now);
    }

    private Optional<Notice> goOn(Subject subject, Trouble trouble, Reason reason, Instant now) {
        boolean isDue = trouble.isDue(now);
        open.put(subject.id(), isDue ? trouble.told(now) : trouble.seen(now));
        return isDue
                ? Optional.of(new Notice(
                        Occasion.STILL_FAILING,
                        trouble.key(),
                        router,
                        subject,
                        Optional.of(reason),
                        trouble.since(),
                        now))
                : Optional.empty();
    }

    private Notice removed(String id, Trouble trouble, Instant now) {
        Subject gone = new Subject(id, trouble.name(), trouble.type(), false, Health.UNKNOWN, Optional.empty(), now, 0);
        return new Notice(Occasion.REMOVED, trouble.key(), router, gone, Optional.empty(), trouble.since(), now);
    }
}
