/**
 * TLS of the server: its key, the authorities of client certificates, each read again when its file changes.
 */
package routes.server.tls;
