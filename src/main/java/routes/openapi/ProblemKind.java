package routes.openapi;

/** What all problems of one code have in common: the HTTP status, and a sentence for people. */
public record ProblemKind(int status, String title) {}
