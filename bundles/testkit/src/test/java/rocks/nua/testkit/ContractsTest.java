package rocks.nua.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.Caller;
import rocks.nua.api.Secret;
import rocks.nua.api.backup.BackupStore;
import rocks.nua.api.extension.Panel;
import rocks.nua.api.login.Authenticator;
import rocks.nua.api.notify.Notifier;
import rocks.nua.api.scan.Scanner;
import rocks.nua.api.scan.Scanner.Component;
import rocks.nua.api.scan.Scanner.Verdict;

/** The smallest plugins that keep the contracts. */
class ContractsTest {
    @Nested
    class OfAScanner extends ScannerContract {
        @Override
        protected Scanner scanner() {
            return candidate -> candidate.components().contains(bad())
                    ? Verdict.refuse("left-pad 1.3.0 is bad: take 1.3.1.")
                    : Verdict.GOOD;
        }

        @Override
        protected Component bad() {
            return new Component("left-pad", "1.3.0", "pkg:npm/left-pad@1.3.0");
        }
    }

    @Nested
    class OfANotifier extends NotifierContract {
        private final List<String> told = new ArrayList<>();

        @Override
        protected Notifier notifier() {
            return event -> told.add(event.app() + ": " + event.message());
        }

        @Override
        protected String told() {
            return told.toString();
        }
    }

    @Nested
    class OfAnAuthenticator extends AuthenticatorContract {
        @Override
        protected Authenticator authenticator() {
            return (user, secret) -> user.equals(user()) && secret.equals(secret())
                    ? Optional.of(new Caller(user, Set.of(Caller.Permission.VIEW)))
                    : Optional.empty();
        }

        @Override
        protected String user() {
            return "anna";
        }

        @Override
        protected Secret secret() {
            return new Secret("sesame");
        }
    }

    @Nested
    class OfABackupStore extends BackupStoreContract {
        @TempDir
        private Path folder;

        @Override
        protected BackupStore store() {
            return new NasStore(folder);
        }

        @Test
        void standsInTheDocuments() throws IOException {
            String code = Files.readString(Path.of("src/test/java/rocks/nua/testkit/NasStore.java"));
            String documents = Files.readString(Path.of("../../docs/contributions.md"));
            assertTrue(documents.contains(code.substring(code.indexOf("@Component"))), "docs/contributions.md");
        }
    }

    @Test
    void aPanelThatBrowsersRefuseIsTold() {
        var contract = new OfAPanel() {
            @Override
            protected String name() {
                return "refused";
            }
        };
        String told = assertThrows(AssertionError.class, contract::itsPagesAreShownAsTheyAre)
                .getMessage();
        for (String refused : List.of(" src=\"https://", "<script,", "type=\"module", " style=", " onclick=")) {
            assertTrue(told.contains(refused), told);
        }
    }

    @Nested
    class OfAPanel extends PanelContract {
        @Override
        protected Panel panel() {
            return () -> "Greetings";
        }

        @Override
        protected String name() {
            return "greeting";
        }
    }

    @Nested
    class OfAnAppPackage extends AppPackageContract {
        @TempDir
        private Path folder;

        @Override
        protected Path folder() {
            try {
                Files.writeString(
                        folder.resolve("nua-config.toml"),
                        "format = 1\n[metadata]\nid = \"wiki\"\nversion = \"1\"\ntitle = \"Wiki\"\n[build]\n");
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
