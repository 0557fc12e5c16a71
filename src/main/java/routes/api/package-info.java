/**
 * The calls of the API that are about integrations: their answers, and what is wrong with a request.
 */
package routes.api;
