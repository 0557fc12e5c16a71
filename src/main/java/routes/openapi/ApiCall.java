package routes.openapi;

/**
 * A call of the document.
 *
 * @param id of the operation, of the route that serves it, and of the step that the route takes
 * @param path with places such as {@code {id}}
 * @param methods in upper case, comma between
 * @param role that a caller needs: a role's word or {@code anyone}
 * @param summary for people
 */
public record ApiCall(String id, String path, String methods, String role, String summary) {}
