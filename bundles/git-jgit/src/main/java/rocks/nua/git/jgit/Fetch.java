package rocks.nua.git.jgit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.LsRemoteCommand;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TransportHttp;
import rocks.nua.api.NuaException;

/**
 * Brings what is needed of a repository into a new one.
 *
 * @param into the new one
 * @param address of the other
 * @param budget for what comes
 */
record Fetch(Repository into, Address address, Budget budget) {
    private static final int SILENCE_SECONDS = 30;
    private static final Pattern SHORT_ID = Pattern.compile("[0-9a-f]{7,39}");
    private static final String WANTED = "refs/nua/wanted";

    /** Fetches a branch, tag, or id that may be short, the default branch where it is empty; returns the commit. */
    ObjectId fetch(String ref) throws IOException, GitAPIException {
        String wanted = ref;
        if (ObjectId.isId(ref)) {
            fetchCommit(ref);
        } else {
            Optional<String> name = remoteName(ref);
            if (name.isPresent()) {
                fetchShallow(name.get());
                wanted = WANTED;
            } else if (SHORT_ID.matcher(ref).matches()) {
                fetchAll(); // no server tells which commit begins so
            } else {
                throw noSuch(ref);
            }
        }
        try {
            return Optional.ofNullable(into.resolve(wanted + "^{commit}")).orElseThrow(() -> noSuch(ref));
        } catch (MissingObjectException | AmbiguousObjectException e) {
            throw noSuch(ref);
        }
    }

    /** Not every server gives single commits; then all branches and tags are fetched. */
    private void fetchCommit(String id) throws GitAPIException {
        try {
            fetchShallow(id);
        } catch (TransportException e) {
            NuaException told = GitFault.told(address, e);
            if (told.kind() != NuaException.Kind.UNAVAILABLE
                    || budget.over()
                    || Thread.currentThread().isInterrupted()) {
                throw told;
            }
            fetchAll();
        }
    }

    private void fetchAll() throws GitAPIException {
        command("+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*")
                .call();
    }

    private void fetchShallow(String name) throws GitAPIException {
        command("+" + name + ":" + WANTED).setDepth(1).call();
    }

    private FetchCommand command(String... specs) {
        return prepared(Git.wrap(into).fetch())
                .setRemote(address.uri().toString())
                .setRefSpecs(Stream.of(specs).map(RefSpec::new).toList())
                .setTagOpt(TagOpt.NO_TAGS)
                .setProgressMonitor(budget.monitor());
    }

    private Optional<String> remoteName(String ref) throws GitAPIException {
        LsRemoteCommand list = prepared(new LsRemoteCommand(into));
        Map<String, Ref> there = list.setRemote(address.uri().toString()).callAsMap();
        List<String> names =
                ref.isEmpty() ? List.of(Constants.HEAD) : List.of(Constants.R_HEADS + ref, Constants.R_TAGS + ref, ref);
        return names.stream().filter(there::containsKey).findFirst();
    }

    private <C extends TransportCommand<C, ?>> C prepared(C command) {
        address.login().ifPresent(command::setCredentialsProvider);
        return command.setTimeout(SILENCE_SECONDS).setTransportConfigCallback(transport -> {
            if (transport instanceof TransportHttp http) {
                http.setHttpConnectionFactory(new BudgetConnections(budget));
            }
        });
    }

    private NuaException noSuch(String ref) {
        return NuaException.notFound(
                ref.isEmpty()
                        ? "The git repository " + address + " has no commit yet. Push one."
                        : "The git repository " + address + " has no branch, tag or commit '"
                                + NuaException.excerpt(ref)
                                + "'. Check the name; a commit is best named by its full id.");
    }
}
