/**
 * Single sign-on: signed tokens of an issuer, its keys, and the roles in its claims.
 */
package routes.access.signon;
