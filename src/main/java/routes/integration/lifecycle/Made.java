package routes.integration.lifecycle;

/** @param isNew false where an earlier request made it */
public record Made(Observed observed, boolean isNew) {}
