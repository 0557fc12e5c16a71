/**
 * Tells people of integrations that fail: {@link routes.notify.Troubles} knows of whom it is time to tell, {@link routes.notify.Outbox}
 * keeps what is to be told until the webhook took it, {@link routes.notify.Template} says how that looks. Nothing here is waited for by a
 * delivery, and nothing here is told of itself but in the log and in {@code siem_notifications_total}.
 */
package routes.notify;
