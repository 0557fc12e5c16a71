package routes.integration;

import java.util.Optional;
import routes.deliver.DeliveryStatus;

/**
 * An integration and what is seen of it at one moment.
 *
 * @param type empty where its Kamelet is gone
 */
public record Observed(Integration integration, Optional<IntegrationType> type, DeliveryStatus status) {}
