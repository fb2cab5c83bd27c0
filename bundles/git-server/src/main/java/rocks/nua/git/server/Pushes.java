package rocks.nua.git.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.internal.submodule.SubmoduleValidator.SubmoduleValidationException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Deployments;

/** Pushes, one at a time for each app: who comes second finds the branch where the first has left it. */
final class Pushes implements Service {
    private static final int MOST_WAITING = 20;

    private final Repositories repositories;
    private final Deployments deployments;
    private final Map<AppName, ReentrantLock> turns = new ConcurrentHashMap<>();

    Pushes(Repositories repositories, Deployments deployments) {
        this.repositories = repositories;
        this.deployments = deployments;
    }

    @Override
    public void advertise(Visit visit, OutputStream out) throws IOException {
        visit.caller().require(Permission.OPERATE);
        try (Repository repository = repositories.open(visit.app())) {
            PacketLineOut lines = new PacketLineOut(out);
            lines.writeString("# service=git-receive-pack\n");
            lines.end();
            receivePack(repository).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
        }
    }

    @Override
    public void serve(Visit visit, InputStream in, OutputStream out) throws IOException {
        visit.caller().require(Permission.OPERATE);
        ReentrantLock turn = turns.computeIfAbsent(visit.app(), app -> new ReentrantLock(true));
        if (turn.getQueueLength() >= MOST_WAITING) {
            throw NuaException.conflict(
                    "Too many pushes to '" + visit.app() + "' wait already: let them end first, then push again.");
        }
        turn.lock();
        try {
            receive(visit, in, out);
        } finally {
            turn.unlock();
        }
    }

    private void receive(Visit visit, InputStream in, OutputStream out) throws IOException {
        try (Repository repository = repositories.make(visit.app())) {
            ReceivePack pack = receivePack(repository);
            pack.setMaxPackSizeLimit(Repositories.room(repository));
            DeployFirst deploy = new DeployFirst(deployments, visit);
            pack.setPreReceiveHook(deploy);
            pack.setPostReceiveHook(deploy);
            pack.receive(in, out, null);
        } finally {
            forgetUnlessThere(visit);
        }
    }

    private static ReceivePack receivePack(Repository repository) {
        ReceivePack pack = new ReceivePack(repository) {
            @Override
            protected void receivePackAndCheckConnectivity() throws IOException, SubmoduleValidationException {
                try {
                    super.receivePackAndCheckConnectivity();
                } catch (OutOfMemoryError e) {
                    throw new IOException("a file is too large to unpack: take it out of the commits", e);
                }
            }
        };
        pack.setBiDirectionalPipe(false);
        pack.setRefFilter(Repositories::visible);
        return pack;
    }

    /** A push that came to nothing leaves nothing where it was the first. */
    private void forgetUnlessThere(Visit visit) throws IOException {
        try {
            deployments.list(visit.app(), visit.caller());
        } catch (NuaException e) {
            if (e.kind() == NuaException.Kind.NOT_FOUND) {
                repositories.remove(visit.app());
            }
        }
    }
}
