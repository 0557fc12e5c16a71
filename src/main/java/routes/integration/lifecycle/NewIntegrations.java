package routes.integration.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import routes.integration.Ids;
import routes.integration.IfMatch;
import routes.integration.Integration;
import routes.integration.ManagedBy;
import routes.integration.Problems;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;
import routes.integration.validation.Changes;
import routes.integration.validation.FolderRules;

/** Makes integrations of what is sent to the API, each valid, with an id and a name of its own; stores none. */
final class NewIntegrations {

    private final IntegrationTypes types;
    private final KnownIntegrations known;
    private final FolderRules folders;
    private final Clock clock;

    NewIntegrations(IntegrationTypes types, KnownIntegrations known, FolderRules folders, Clock clock) {
        this.types = types;
        this.known = known;
        this.folders = folders;
        this.clock = clock;
    }

    static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Integration fresh(ObjectNode body) {
        IntegrationType type = Changes.typeOf(types, body);
        return named(made(type, Ids.fresh(type.name(), known.ids()), body));
    }

    /**
     * What the same request made before, where it did.
     *
     * @param key of the request's sender, who uses it for this request alone
     * @throws routes.problem.ProblemException 409 where the key stands for another body
     */
    Optional<Integration> madeBefore(ObjectNode body, String key) {
        Optional<Integration> there = known.all().stream()
                .filter(integration -> Ids.isOfKey(integration.id(), key))
                .findFirst();
        there.ifPresent(before -> {
            Integration again = made(Changes.typeOf(types, body), before.id(), body);
            if (!before.document().equals(again.document())) {
                throw Problems.keyReused(before.id());
            }
        });
        return there;
    }

    Integration withKey(ObjectNode body, String key) {
        IntegrationType type = Changes.typeOf(types, body);
        return named(made(type, Ids.ofKey(type.name(), key), body));
    }

    /** Empty where there is one of that id. */
    Optional<Integration> as(String id, ObjectNode body, IfMatch condition) {
        if (known.ids().contains(id)) {
            return Optional.empty();
        }
        if (condition.header().isPresent()) {
            throw Problems.nothingToMatch();
        }
        Ids.requireUsable(id);
        return Optional.of(named(made(Changes.typeOf(types, body), id, body)));
    }

    private Integration made(IntegrationType type, String id, ObjectNode body) {
        return Integration.create(id, ManagedBy.API, folders.checked(Changes.created(type, body)), now(clock));
    }

    private Integration named(Integration made) {
        known.requireNameOfItsOwn(Optional.empty(), made);
        return made;
    }
}
