package routes.deliver;

import routes.event.Event;

/** One event that one destination will never take, and why. */
record Refusal(Event event, Reason reason) {}
