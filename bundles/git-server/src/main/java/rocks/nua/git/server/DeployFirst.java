package rocks.nua.git.server;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PostReceiveHook;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.app.Source;

/**
 * Deploys what was pushed before the branch moves: a branch that did not move tells that what served before still serves.
 * A client that leaves meanwhile stops nothing, so that branch and app agree in the end. For one push.
 */
final class DeployFirst implements PreReceiveHook, PostReceiveHook {
    private static final Logger LOG = LoggerFactory.getLogger(DeployFirst.class);
    private static final Set<String> DEPLOYED = Set.of(Constants.R_HEADS + "main", Constants.R_HEADS + "master");

    private final Deployments deployments;
    private final Visit visit;
    private String url = "";

    DeployFirst(Deployments deployments, Visit visit) {
        this.deployments = deployments;
        this.visit = visit;
    }

    /** Whether this moves a branch that is deployed. */
    private static boolean deploys(ReceiveCommand command) {
        return DEPLOYED.contains(command.getRefName());
    }

    @Override
    public void onPreReceive(ReceivePack pack, Collection<ReceiveCommand> commands) {
        List<ReceiveCommand> deployed =
                commands.stream().filter(DeployFirst::deploys).toList();
        for (ReceiveCommand command : commands) {
            try {
                Optional<String> refusal = deployed.size() > 1 && deploys(command)
                        ? Optional.of("push main or master, not both")
                        : refusal(pack.getRepository(), command);
                refusal.ifPresent(why -> reject(command, why));
            } catch (IOException e) {
                defect(command, e);
            }
        }
        deployed.stream()
                .filter(command -> command.getResult() == ReceiveCommand.Result.NOT_ATTEMPTED)
                .forEach(command -> deploy(pack, command));
    }

    /** A clone gets the branch that was deployed last; the address is the last that is told. */
    @Override
    public void onPostReceive(ReceivePack pack, Collection<ReceiveCommand> done) {
        for (ReceiveCommand command : done) {
            if (deploys(command)) {
                try {
                    pack.getRepository().updateRef(Constants.HEAD).link(command.getRefName());
                } catch (IOException e) {
                    LOG.warn("HEAD of '{}' does not follow the pushed branch", visit.app(), e);
                }
                tell(pack, url);
            }
        }
    }

    private Optional<String> refusal(Repository repository, ReceiveCommand command) throws IOException {
        if (command.getRefName().startsWith(Constants.R_TAGS)) {
            return Optional.empty();
        }
        if (!deploys(command)) {
            return Optional.of("only main and master are deployed: git push REMOTE "
                    + Repository.shortenRefName(command.getRefName()) + ":main");
        }
        if (command.getType() == ReceiveCommand.Type.DELETE) {
            return Optional.of("what is deployed stays; to remove the app: nua destroy " + visit.app());
        }
        ObjectId now = Optional.ofNullable(repository.exactRef(command.getRefName()))
                .map(Ref::getObjectId)
                .orElse(ObjectId.zeroId());
        return now.equals(command.getOldId())
                ? Optional.empty()
                : Optional.of("somebody else has pushed meanwhile: git pull, then push again");
    }

    private void deploy(ReceivePack pack, ReceiveCommand command) {
        Repository repository = pack.getRepository();
        try {
            ObjectId commit = pack.getRevWalk().parseCommit(command.getNewId()).toObjectId();
            Repositories.hold(repository, commit);
            try {
                Deployment ended =
                        walk(pack, new Source.Push(repository.getDirectory().toPath(), commit.name()));
                if (ended.state() != Deployment.State.SUCCEEDED) {
                    reject(command, failure(ended));
                }
            } finally {
                Repositories.release(repository);
            }
        } catch (NuaException e) {
            reject(command, e.getMessage());
        } catch (IncorrectObjectTypeException e) {
            reject(command, "a branch needs a commit");
        } catch (IOException | RuntimeException e) {
            defect(command, e);
        }
    }

    private Deployment walk(ReceivePack pack, Source source) {
        Deployment row = deployments.start(visit.app(), source, Deployments.Options.NONE, visit.caller());
        deployments.log(visit.app(), row.id(), true, line -> follow(pack, line), visit.caller());
        return deployments.get(visit.app(), row.id(), visit.caller());
    }

    /** What a step prints is set in, so that this is the address. */
    private void follow(ReceivePack pack, String line) {
        if (line.startsWith("http")) {
            url = line;
        } else {
            tell(pack, line);
        }
    }

    /** At once; JGit keeps silent when the client has gone. */
    private static void tell(ReceivePack pack, String line) {
        pack.sendMessage(line);
        try {
            pack.getMessageOutputStream().flush();
        } catch (IOException e) {
            LOG.debug("A git client has gone", e);
        }
    }

    /** The sentence is the last line of the log, which was told already. */
    private static String failure(Deployment ended) {
        List<Deployment.TimedStep> steps = ended.steps();
        return steps.isEmpty()
                ? "FAILED: " + ended.message()
                : "FAILED at " + steps.get(steps.size() - 1).step();
    }

    private static void defect(ReceiveCommand command, Exception defect) {
        LOG.error("A push of {} failed by a defect", command.getRefName(), defect);
        reject(command, "the platform failed; an administrator finds more in its log");
    }

    private static void reject(ReceiveCommand command, String why) {
        command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, why);
    }
}
