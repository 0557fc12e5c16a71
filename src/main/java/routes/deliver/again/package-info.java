/**
 * Events that come again, each in a lane beside the live one: replays, redriven dead letters, and what a backlog may not
 * exceed.
 */
package routes.deliver.again;
