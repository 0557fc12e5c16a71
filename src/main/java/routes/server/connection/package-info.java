/**
 * Connections: how many, how long, and what a request on one may look like.
 */
package routes.server.connection;
