/**
 * What several destinations share of writing events: growing bytes, members of JSON, what is left out of a request. Below
 * it one
 * folder a destination, which knows no other, and what those share: {@code http} and {@code net}.
 */
package routes.destination;
