/**
 * Errors of the HTTP API as problem details, RFC 9457. Whoever refuses a request throws a {@link
 * routes.problem.ProblemException}; the route configuration {@code api} turns it into the answer.
 *
 * <p>Codes are stable and are for machines, details are for people. Neither holds a byte of an event, of a body or of a secret.
 */
package routes.problem;
