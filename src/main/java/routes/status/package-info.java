/**
 * What watches the router: figures in Prometheus' text form, liveness and readiness, and what is checked before the start. Reads
 * everything, changes nothing. Figures are labelled with the id and the type of an integration and with nothing that comes out
 * of an event.
 */
package routes.status;
