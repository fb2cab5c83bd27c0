package rocks.nua.git.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import rocks.nua.api.app.Deployments;

/** Clones and fetches. An app that was never pushed has an empty repository. */
record Fetches(Repositories repositories, Deployments deployments) implements Service {

    @Override
    public void advertise(Visit visit, OutputStream out) throws IOException {
        try (Repository repository = open(visit)) {
            uploadPack(visit, repository)
                    .sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(out)), "git-upload-pack");
        }
    }

    @Override
    public void serve(Visit visit, InputStream in, OutputStream out) throws IOException {
        try (Repository repository = open(visit)) {
            uploadPack(visit, repository).upload(in, out, null);
        }
    }

    private Repository open(Visit visit) throws IOException {
        deployments.list(visit.app(), visit.caller()); // tells who may not look, and which app is not there
        return repositories.open(visit.app());
    }

    private static UploadPack uploadPack(Visit visit, Repository repository) {
        UploadPack pack = new UploadPack(repository);
        pack.setBiDirectionalPipe(false);
        pack.setRefFilter(Repositories::visible);
        pack.setExtraParameters(visit.protocol());
        return pack;
    }
}
