/**
 * Who a request comes from and what that role may do.
 */
package routes.access.caller;
