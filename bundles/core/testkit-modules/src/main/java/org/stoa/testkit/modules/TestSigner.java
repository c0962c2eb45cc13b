package org.stoa.testkit.modules;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertPath;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Somebody with a key and a certificate of its own, who signs archives as jarsigner does. */
public final class TestSigner {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "signer";

    private final PrivateKey key;
    private final X509Certificate certificate;

    private TestSigner(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** With a certificate that is valid for a year; takes about a second. */
    public static TestSigner create(String commonName) {
        return create(commonName, "-validity", "365");
    }

    /** With a certificate that ended a year ago. */
    public static TestSigner createExpired(String commonName) {
        return create(commonName, "-startdate", "-2y", "-validity", "365");
    }

    private static TestSigner create(String commonName, String... validity) {
        try {
            Path directory = Files.createTempDirectory("stoa-signer-");
            Path file = directory.resolve("keys.p12");
            try {
                keytool(file, commonName, validity);
                KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
                return new TestSigner((PrivateKey) keys.getKey(ALIAS, PASSWORD.toCharArray()), (X509Certificate)
                        keys.getCertificate(ALIAS));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** The certificate as an operator puts it into {@code etc/trusted-signers}. */
    public String certificatePem() {
        try {
            String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The archive with a signature over all of its entries. */
    public byte[] sign(byte[] archive) {
        try {
            Path file = Files.createTempFile("stoa-unsigned-", ".zip");
            try {
                Files.write(file, archive);
                CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
                JarSigner signer =
                        new JarSigner.Builder(key, path).signerName("SIGNER").build();
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (ZipFile unsigned = new ZipFile(file.toFile())) {
                    signer.sign(unsigned, out);
                }
                return out.toByteArray();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDK makes certificates with this tool only. */
    private static void keytool(Path file, String commonName, String... validity) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + commonName));
        command.addAll(List.of(validity));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try (InputStream in = process.getInputStream()) {
            String output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
