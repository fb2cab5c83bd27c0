package rocks.nua.api.router;

/**
 * Where a container listens.
 *
 * @param address IP address
 * @param port TCP port, 1 to 65535
 */
public record Target(String address, int port) {}
