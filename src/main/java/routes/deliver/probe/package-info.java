/**
 * The connection test: address, TCP, TLS, credentials and a marked event, stage by stage.
 */
package routes.deliver.probe;
