/**
 * Events that one integration refused for good, with the reason, until somebody redrives or drops them.
 *
 * <p>Promise: one that is told to be kept is on disk, synced, before the cursor passes it.
 */
package routes.deadletter;
