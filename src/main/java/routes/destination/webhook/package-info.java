/** Webhooks: what names, signs and authenticates a request. */
package routes.destination.webhook;
