/**
 * The HTTP server: who may connect, how much may be sent and how long that may take. It knows no route: those hang their paths
 * into it, and it begins to listen when they have.
 */
package routes.server;
