/**
 * The HTTP interface as {@code api/openapi.yaml} says it, for those who follow it: the routes of {@code api}, and {@code problem}.
 */
package routes.openapi;
