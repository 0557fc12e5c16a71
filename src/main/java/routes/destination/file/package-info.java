/** Events as lines of a file: what is written, what is put aside, and what is never touched because somebody else began it. */
package routes.destination.file;
