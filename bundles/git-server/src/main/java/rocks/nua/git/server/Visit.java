package rocks.nua.git.server;

import java.util.List;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;

/**
 * Who asks for which repository.
 *
 * @param caller who asks
 * @param app whose repository
 * @param protocol what the client says of its protocol, as {@code version=2}
 */
record Visit(Caller caller, AppName app, List<String> protocol) {}
