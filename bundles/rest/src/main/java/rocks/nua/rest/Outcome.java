package rocks.nua.rest;

/**
 * How a command in an app ended.
 *
 * @param exitStatus of the command
 */
record Outcome(int exitStatus) {}
