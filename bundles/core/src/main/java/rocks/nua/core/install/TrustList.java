package rocks.nua.core.install;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.plugin.Plugins.Signer;

/** The certificates that an administrator trusts: a folder with one file each, named by its fingerprint. */
final class TrustList {
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

    private final Path folder;

    TrustList(Path folder) {
        this.folder = folder;
    }

    List<Signer> signers() {
        return certificates().stream()
                .map(TrustList::signer)
                .sorted(Comparator.comparing(Signer::name).thenComparing(Signer::fingerprint))
                .toList();
    }

    /** Whether the signer, or an authority above it, is trusted, and was within its time when it signed. */
    boolean trusts(CodeSigner signer) {
        List<X509Certificate> chain = chain(signer);
        List<X509Certificate> trusted = certificates();
        Date at = Optional.ofNullable(signer.getTimestamp())
                .map(stamp -> stamp.getTimestamp())
                .orElseGet(Date::new);
        try {
            if (trusted.contains(chain.get(0))) {
                chain.get(0).checkValidity(at);
                return true;
            }
            return !trusted.isEmpty() && certified(chain, trusted, at);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean certified(List<X509Certificate> chain, List<X509Certificate> trusted, Date at)
            throws GeneralSecurityException {
        List<String> uses =
                Optional.ofNullable(chain.get(0).getExtendedKeyUsage()).orElse(List.of(CODE_SIGNING));
        if (!uses.contains(CODE_SIGNING)) {
            return false;
        }
        PKIXParameters parameters = new PKIXParameters(trusted.stream()
                .map(authority -> new TrustAnchor(authority, null))
                .collect(Collectors.toSet()));
        parameters.setRevocationEnabled(false);
        parameters.setDate(at);
        List<X509Certificate> below =
                chain.stream().takeWhile(one -> !trusted.contains(one)).toList();
        CertPathValidator.getInstance("PKIX").validate(factory().generateCertPath(below), parameters);
        return true;
    }

    Signer add(String pem) {
        X509Certificate certificate = read(pem);
        try {
            certificate.checkValidity();
            Files.createDirectories(folder);
            Signer signer = signer(certificate);
            Files.writeString(file(signer.fingerprint()), pem);
            return signer;
        } catch (CertificateException e) {
            throw new NuaException(
                    NuaException.Kind.BAD_REQUEST,
                    "The certificate of " + name(certificate) + " is not valid now: ask for one that is.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Signer remove(String fingerprint) {
        List<Signer> meant = signers().stream()
                .filter(signer ->
                        fingerprint.length() >= 8 && signer.fingerprint().startsWith(fingerprint))
                .toList();
        if (meant.size() != 1) {
            throw NuaException.notFound("There is no one signer whose fingerprint begins with '"
                    + NuaException.excerpt(fingerprint) + "': 'nua plugins signers' shows all.");
        }
        try {
            Files.delete(file(meant.get(0).fingerprint()));
            return meant.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For people. */
    static String name(CodeSigner signer) {
        return name(chain(signer).get(0));
    }

    private static String name(X509Certificate certificate) {
        return NuaException.excerpt(certificate.getSubjectX500Principal().getName());
    }

    private static List<X509Certificate> chain(CodeSigner signer) {
        return signer.getSignerCertPath().getCertificates().stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    private List<X509Certificate> certificates() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pem"))
                    .map(TrustList::text)
                    .map(TrustList::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String fingerprint) {
        return folder.resolve(fingerprint + ".pem");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static X509Certificate read(String pem) {
        try {
            return (X509Certificate)
                    factory().generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (CertificateException e) {
            throw new NuaException(
                    NuaException.Kind.BAD_REQUEST,
                    "This is no certificate: give X.509 as PEM, as 'keytool -exportcert -rfc' writes it.",
                    e);
        }
    }

    private static Signer signer(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new Signer(
                    HexFormat.of().formatHex(digest),
                    name(certificate),
                    certificate.getNotAfter().toInstant());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }
}
