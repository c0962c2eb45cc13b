package org.stoa.registry.artifact;

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
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Keys made with the JDK's keytool, and files signed with them. */
final class Signer {

    private static final String PASSWORD = "changeit";

    private final Path store;

    /** @param directory of the key store */
    Signer(Path directory) {
        this.store = directory.resolve("keys.p12");
    }

    /** Makes a key with a certificate that it signed itself. */
    Signer selfSigned(String alias, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
        arguments.addAll(List.of("-alias", alias, "-dname", "CN=" + alias));
        arguments.addAll(Arrays.asList(options));
        keytool(arguments);
        return this;
    }

    /** Makes a key whose certificate another one signs. */
    Signer certifiedBy(String authority, String alias, String... options) {
        selfSigned(alias);
        Path request = store.resolveSibling(alias + ".csr");
        Path certificate = store.resolveSibling(alias + ".crt");
        keytool(List.of("-certreq", "-alias", alias, "-file", request.toString()));
        List<String> arguments = new ArrayList<>(List.of("-gencert", "-alias", authority, "-rfc"));
        arguments.addAll(List.of("-infile", request.toString(), "-outfile", certificate.toString()));
        arguments.addAll(Arrays.asList(options));
        keytool(arguments);
        keytool(List.of("-importcert", "-noprompt", "-alias", alias, "-file", certificate.toString()));
        return this;
    }

    /** Puts a certificate into a directory, in the PEM form. */
    void trust(String alias, Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    directory.resolve(alias + ".pem"),
                    """
                    -----BEGIN CERTIFICATE-----
                    %s
                    -----END CERTIFICATE-----
                    """
                            .formatted(Base64.getMimeEncoder()
                                    .encodeToString(chain(alias).get(0).getEncoded())));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    List<? extends Certificate> chain(String alias) {
        try {
            return List.of(load().getCertificateChain(alias));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs a file as jarsigner does. */
    byte[] sign(String alias, byte[] file) {
        try {
            Path unsigned = Files.createTempFile(store.getParent(), "unsigned", ".jar");
            Files.write(unsigned, file);
            PrivateKey key = (PrivateKey) load().getKey(alias, PASSWORD.toCharArray());
            ByteArrayOutputStream signed = new ByteArrayOutputStream();
            try (ZipFile zip = new ZipFile(unsigned.toFile())) {
                new JarSigner.Builder(
                                key, CertificateFactory.getInstance("X.509").generateCertPath(chain(alias)))
                        .signerName(alias)
                        .build()
                        .sign(zip, signed);
            }
            Files.delete(unsigned);
            return signed.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore load() {
        try (InputStream content = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(content, PASSWORD.toCharArray());
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keytool(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
