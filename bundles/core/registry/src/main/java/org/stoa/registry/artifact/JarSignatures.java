package org.stoa.registry.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * Who signed what of a file.
 *
 * @param attempted whether there is any signature, be it a broken one
 * @param common those who signed every entry that is signed at all
 * @param added first entry that nobody signed, while another is signed; or null
 * @param removed first entry that was signed and is no longer there; or null
 */
record JarSignatures(boolean attempted, Set<CodeSigner> common, String added, String removed) {

    /** The only files that carry the signature instead of being covered by it. */
    private static final Pattern SIGNATURE_FILE =
            Pattern.compile("META-INF/(?:MANIFEST\\.MF|SIG-[^/]*|[^/]*\\.(?:SF|RSA|DSA|EC))", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a file to its end.
     *
     * @throws SecurityException when a signature does not match
     */
    static JarSignatures of(Path file) throws IOException {
        Set<CodeSigner> common = null;
        String unsigned = null;
        boolean attempted = false;
        try (JarFile jar = new JarFile(file.toFile(), true)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (SIGNATURE_FILE.matcher(entry.getName()).matches()) {
                    attempted |= !entry.getName().equals(JarFile.MANIFEST_NAME);
                } else if (!entry.isDirectory()) {
                    List<CodeSigner> signers = signers(jar, entry);
                    if (signers.isEmpty()) {
                        unsigned = unsigned == null ? entry.getName() : unsigned;
                    } else if (common == null) {
                        common = new LinkedHashSet<>(signers);
                    } else {
                        common.retainAll(signers);
                    }
                }
            }
            return common == null
                    ? new JarSignatures(attempted, Set.of(), null, null)
                    : new JarSignatures(true, common, unsigned, removed(jar));
        }
    }

    /** An entry's signers are known when it has been read. */
    private static List<CodeSigner> signers(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream content = jar.getInputStream(entry)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        CodeSigner[] signers = entry.getCodeSigners();
        return signers == null ? List.of() : Arrays.asList(signers);
    }

    private static String removed(JarFile jar) throws IOException {
        return jar.getManifest().getEntries().keySet().stream()
                .filter(name -> jar.getEntry(name) == null)
                .sorted()
                .findFirst()
                .orElse(null);
    }
}
