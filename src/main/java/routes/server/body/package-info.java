/**
 * Request bodies: how large, how many bytes at once, and when they are read.
 */
package routes.server.body;
