package org.stoa.registry.artifact;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.registry.artifact.TrustedSigners.Trust;

/**
 * Whether somebody whom the operator trusts signed the whole file (JAR File Specification, "Signed JAR File"). Revocation
 * lists are not asked: an operator revokes a certificate by deleting its file. Time stamps are not looked at: the
 * certificate must be valid when the module is installed, not only when it was signed.
 */
public final class SignatureCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SignatureCheck.class);

    /** Said to be the signer of a file that came with the platform itself. */
    static final String PLATFORM = "the platform's own distribution";

    private final Path trustedSigners;
    private final Path shipped;
    private final boolean development;
    private final Clock clock;

    /**
     * @param trustedSigners directory of X.509 certificates; read at every check
     * @param shipped directory of the modules that came with the platform: a file equal to one of them needs no signature;
     *     or null
     * @param development whether any file without a signature is let in, with a warning
     */
    public SignatureCheck(Path trustedSigners, Path shipped, boolean development, Clock clock) {
        this.trustedSigners = trustedSigners;
        this.shipped = shipped;
        this.development = development;
        this.clock = clock;
    }

    /** Name of who vouches for the file, or null. */
    String check(ModuleArchive archive, Findings findings) {
        return check(archive, clock.instant(), findings);
    }

    /**
     * Name of who vouches for the file, or null.
     *
     * @param at when the certificates must have been valid
     */
    String check(ModuleArchive archive, Instant at, Findings findings) {
        JarSignatures signatures;
        try {
            signatures = JarSignatures.of(archive.file());
        } catch (IOException | SecurityException | IllegalArgumentException e) {
            broken(archive.name(), "its signature does not match its content (" + e.getMessage() + ")", findings);
            return null;
        }
        if (!signatures.attempted()) {
            return unsigned(archive, findings);
        }
        if (signatures.added() != null) {
            broken(signatures.added(), "it was added after the file was signed", findings);
        } else if (signatures.removed() != null) {
            broken(signatures.removed(), "it was signed, but is no longer in the file", findings);
        } else if (signatures.common().isEmpty()) {
            broken(
                    archive.name(),
                    "its signature is damaged, of several signers who signed parts of it, or made with an algorithm that"
                            + " is no longer safe",
                    findings);
        } else {
            return trusted(signatures.common(), at, findings);
        }
        return null;
    }

    private String unsigned(ModuleArchive archive, Findings findings) {
        if (isShipped(archive)) {
            return PLATFORM;
        }
        if (development) {
            findings.warning(archive.name() + " is not signed; it is let in because this is the development profile");
        } else {
            findings.violation(
                    "signature-missing",
                    archive.name(),
                    "it is not signed; sign it with jarsigner and a key whose certificate lies in "
                            + trustedSigners.getFileName());
        }
        return null;
    }

    private boolean isShipped(ModuleArchive archive) {
        if (shipped == null || !Files.isDirectory(shipped)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(shipped, "*.{kar,jar}")) {
            for (Path file : files) {
                if (Files.mismatch(file, archive.file()) < 0) {
                    return true;
                }
            }
        } catch (IOException e) {
            LOG.warn("The modules in {} cannot be read: none of them is taken for one of the platform", shipped, e);
        }
        return false;
    }

    private static void broken(String subject, String what, Findings findings) {
        findings.violation("signature-broken", subject, what + "; build and sign it again");
    }

    private String trusted(Set<CodeSigner> signers, Instant at, Findings findings) {
        TrustedSigners trusted = TrustedSigners.in(trustedSigners);
        CodeSigner expired = null;
        for (CodeSigner signer : signers) {
            Trust trust = trusted.of(signer.getSignerCertPath(), at);
            if (trust == Trust.TRUSTED) {
                return nameOf(signer);
            }
            expired = trust == Trust.EXPIRED ? signer : expired;
        }
        if (expired != null) {
            findings.violation(
                    "signature-expired",
                    nameOf(expired),
                    "its certificate, or one above it, is not valid at this time; sign the module with a valid one");
        } else {
            findings.violation(
                    "signature-untrusted",
                    nameOf(signers.iterator().next()),
                    "it signed the module, but neither its certificate nor one above it lies in "
                            + trustedSigners.getFileName() + "; put it there if you trust it");
        }
        return null;
    }

    private static String nameOf(CodeSigner signer) {
        List<?> path = signer.getSignerCertPath().getCertificates();
        return ((X509Certificate) path.get(0)).getSubjectX500Principal().getName();
    }
}
