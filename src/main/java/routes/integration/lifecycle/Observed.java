package routes.integration.lifecycle;

import java.util.Optional;
import routes.deliver.health.DeliveryStatus;
import routes.integration.Integration;
import routes.integration.type.IntegrationType;

/**
 * An integration and what is seen of it at one moment.
 *
 * @param type empty where its Kamelet is gone
 */
public record Observed(Integration integration, Optional<IntegrationType> type, DeliveryStatus status) {}
