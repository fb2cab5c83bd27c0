package rocks.nua.git.jgit;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** Keeps the git settings of this machine and its user out: no filters, no rewritten addresses, and no git command is started. */
final class HostIndependent extends SystemReader.Delegate {
    private HostIndependent(SystemReader host) {
        super(host);
    }

    /** Holds for all of JGit, which belongs to the platform alone; the git server starts after this. */
    static synchronized void install() {
        if (!(SystemReader.getInstance() instanceof HostIndependent)) {
            SystemReader.setInstance(new HostIndependent(SystemReader.getInstance()));
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return empty(parent, fs);
    }

    private static FileBasedConfig empty(Config parent, FS fs) {
        return new FileBasedConfig(parent, null, fs) {
            @Override
            public void load() {
                // there is no file
            }

            @Override
            public void save() {
                // what JGit measures of the file system is measured again at the next start
            }

            @Override
            public boolean isOutdated() {
                return false;
            }
        };
    }
}
