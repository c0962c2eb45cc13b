package org.stoa.registry.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificates in a directory, each of a signer or of an authority that certifies signers. */
final class TrustedSigners {

    private static final Logger LOG = LoggerFactory.getLogger(TrustedSigners.class);

    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private final Set<X509Certificate> certificates;

    private TrustedSigners(Set<X509Certificate> certificates) {
        this.certificates = certificates;
    }

    /** How far a chain of certificates can be trusted. */
    enum Trust {
        TRUSTED,
        UNTRUSTED,
        /** It would be trusted at another time. */
        EXPIRED
    }

    /**
     * Reads all files named {@code *.pem}, {@code *.crt}, {@code *.cer} and {@code *.der}. One that holds no certificate is
     * logged and left out; a directory that does not exist trusts nobody.
     */
    static TrustedSigners in(Path directory) {
        Set<X509Certificate> certificates = new LinkedHashSet<>();
        if (!Files.isDirectory(directory)) {
            return new TrustedSigners(certificates);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.{pem,crt,cer,der}")) {
            for (Path file : files) {
                try (InputStream content = Files.newInputStream(file)) {
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(content)
                            .forEach(certificate -> certificates.add((X509Certificate) certificate));
                } catch (IOException | GeneralSecurityException e) {
                    LOG.warn("{} is not used: it holds no X.509 certificate ({})", file, e.getMessage());
                }
            }
        } catch (IOException e) {
            LOG.warn("The trusted certificates in {} cannot be read: no signature is trusted", directory, e);
        }
        return new TrustedSigners(certificates);
    }

    /** Whether somebody who has the key of the first certificate may sign modules at that time. */
    Trust of(CertPath chain, Instant at) {
        List<X509Certificate> path = chain.getCertificates().stream()
                .map(X509Certificate.class::cast)
                .toList();
        Date date = Date.from(at);
        for (int i = 0; i < path.size(); i++) {
            if (certificates.contains(path.get(i))) {
                return i == 0 ? validity(path.get(0), date) : certified(path.subList(0, i), Set.of(path.get(i)), date);
            }
        }
        return certified(path, certificates, date);
    }

    private static Trust validity(X509Certificate certificate, Date date) {
        try {
            certificate.checkValidity(date);
            return Trust.TRUSTED;
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return Trust.EXPIRED;
        }
    }

    private static Trust certified(List<X509Certificate> path, Set<X509Certificate> authorities, Date date) {
        Set<TrustAnchor> anchors = authorities.stream()
                .filter(certificate -> certificate.getBasicConstraints() >= 0)
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toSet());
        if (path.isEmpty() || anchors.isEmpty() || !signsCode(path.get(0))) {
            return Trust.UNTRUSTED;
        }
        try {
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(date);
            PKIXCertPathValidatorResult result = (PKIXCertPathValidatorResult) CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return validity(result.getTrustAnchor().getTrustedCert(), date);
        } catch (CertPathValidatorException e) {
            boolean time = e.getReason() == CertPathValidatorException.BasicReason.EXPIRED
                    || e.getReason() == CertPathValidatorException.BasicReason.NOT_YET_VALID;
            return time ? Trust.EXPIRED : Trust.UNTRUSTED;
        } catch (GeneralSecurityException e) {
            LOG.debug("A chain of certificates cannot be judged", e);
            return Trust.UNTRUSTED;
        }
    }

    /** An authority may certify web servers too: those sign no modules. */
    private static boolean signsCode(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            boolean[] usage = certificate.getKeyUsage();
            return (purposes == null || purposes.contains(CODE_SIGNING) || purposes.contains(ANY_PURPOSE))
                    && (usage == null || usage[0]);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
