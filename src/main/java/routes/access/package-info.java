/**
 * Who may do what, and what they did.
 *
 * <ol>
 *   <li>{@link routes.access.Gate} stands before every route. {@link routes.access.AccessRules} tell by method and path which
 *       {@link routes.access.caller.Role} a request needs; a path that nobody named needs an admin.
 *   <li>{@link routes.access.Callers} tell who sent it: by a token ({@link routes.access.token.TokenStore}, read again every second), by a
 *       client certificate, or by a signed token of an issuer ({@link routes.access.signon.SignOn}).
 *   <li>Whoever fails too often waits ({@link routes.access.Failures}), and whoever sends too many events
 *       ({@link routes.access.EventQuotas}).
 *   <li>What a person changed is an {@link routes.access.act.Act}, one structured line of the log; a denied request is one as well, counted
 *       where there are many.
 * </ol>
 *
 * <p>Nothing here reads a body. No token, and nothing of one but the name it was given, is ever logged, counted or answered.
 */
package routes.access;
