package org.stoa.registry.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.stoa.registry.artifact.ModuleArchive.Root;

/** Reads the file of a module once. */
final class ArchiveReader {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String REPOSITORY = "repository/";
    private static final int MAX_MANIFEST_BYTES = 1024 * 1024;

    private final Path directory;
    private final ArchiveLimits limits;
    private final ZipReading zips;

    ArchiveReader(Path directory, ArchiveLimits limits) {
        this.directory = directory;
        this.limits = limits;
        this.zips = new ZipReading(limits);
    }

    ModuleArchive read(Path source, String name) throws ArchiveRefusedException {
        Path file = directory.resolve("module.kar");
        MessageDigest sha256 = sha256();
        long size = copy(source, file, sha256, name);
        List<String> outer = zips.verified(file, name);
        Path bundle = bundle(file, outer, name);
        List<String> entries = bundle.equals(file) ? outer : zips.verified(bundle, name);
        Map<String, String> manifest = manifest(bundle, name);
        return new ModuleArchive(
                name,
                file,
                HexFormat.of().formatHex(sha256.digest()),
                size,
                bundle,
                symbolicName(manifest),
                version(manifest),
                manifest,
                classPath(bundle, entries, manifest),
                ComponentReader.read(bundle, manifest.get("Service-Component")),
                scripts(entries, "db/migration/"),
                scripts(entries, "db/contraction/"));
    }

    /** The file is not copied; see {@link ModuleArchive#open}. */
    ModuleArchive open(Path file, String name, String sha256) throws ArchiveRefusedException {
        Path bundle = bundle(file, ZipReading.names(file, name), name);
        Map<String, String> manifest = manifest(bundle, name);
        return new ModuleArchive(
                name,
                file,
                sha256,
                size(file),
                bundle.equals(file) ? copy(file) : bundle,
                symbolicName(manifest),
                version(manifest),
                manifest,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private Path copy(Path file) {
        try {
            return Files.copy(file, directory.resolve("bundle.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + file, e);
        }
    }

    private long copy(Path source, Path file, MessageDigest digest, String name) throws ArchiveRefusedException {
        try (InputStream from = Files.newInputStream(source);
                OutputStream to = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            return ZipReading.copy(from, to, limits.fileBytes(), name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + source + " to " + file, e);
        }
    }

    /** The file itself when its manifest is that of a bundle, or else the one bundle in its repository. */
    private Path bundle(Path file, List<String> entries, String name) throws ArchiveRefusedException {
        List<String> bundles = entries.stream()
                .filter(entry -> entry.startsWith(REPOSITORY) && entry.endsWith(".jar"))
                .toList();
        boolean isBundle =
                entries.contains(MANIFEST) && manifest(file, name).containsKey(Constants.BUNDLE_SYMBOLICNAME);
        if (isBundle || (bundles.isEmpty() && !name.endsWith(".kar"))) {
            return file;
        }
        if (bundles.size() != 1) {
            throw new ArchiveRefusedException(
                    "archive-bundles",
                    name,
                    bundles.isEmpty()
                            ? "it holds no bundle; a KAR has exactly one, under " + REPOSITORY
                            : "it holds " + bundles.size() + " jars under " + REPOSITORY
                                    + "; a KAR has exactly one bundle, and libraries go inside it");
        }
        Path bundle = directory.resolve("bundle.jar");
        ZipReading.extract(file, bundles.get(0), bundle);
        return bundle;
    }

    private static Map<String, String> manifest(Path jar, String name) throws ArchiveRefusedException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try (ZipFile file = new ZipFile(jar.toFile(), StandardCharsets.UTF_8)) {
            ZipEntry entry = file.getEntry(MANIFEST);
            if (entry == null) {
                return headers;
            }
            try (InputStream content = file.getInputStream(entry)) {
                byte[] bytes = content.readNBytes(MAX_MANIFEST_BYTES + 1);
                if (bytes.length > MAX_MANIFEST_BYTES) {
                    throw new ArchiveRefusedException(
                            "archive-too-large", MANIFEST, "it has more than " + MAX_MANIFEST_BYTES + " bytes");
                }
                new Manifest(new ByteArrayInputStream(bytes))
                        .getMainAttributes()
                        .forEach((header, value) -> headers.put(header.toString(), value.toString()));
            }
            return headers;
        } catch (IOException | IllegalArgumentException e) {
            throw ZipReading.unreadable(name, e);
        }
    }

    private static String symbolicName(Map<String, String> manifest) {
        try {
            List<HeaderClause> clauses = HeaderClause.parse(manifest.get(Constants.BUNDLE_SYMBOLICNAME));
            return clauses.size() == 1 ? clauses.get(0).names().get(0) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String version(Map<String, String> manifest) {
        String stated = manifest.get(Constants.BUNDLE_VERSION);
        if (stated == null) {
            return null;
        }
        try {
            return Version.parseVersion(stated).toString();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The places that Bundle-ClassPath names; jars among them are put beside the bundle. */
    private List<Root> classPath(Path bundle, List<String> entries, Map<String, String> manifest)
            throws ArchiveRefusedException {
        List<HeaderClause> clauses;
        try {
            clauses = HeaderClause.parse(manifest.getOrDefault(Constants.BUNDLE_CLASSPATH, "."));
        } catch (IllegalArgumentException e) {
            throw new ArchiveRefusedException("manifest-class-path", Constants.BUNDLE_CLASSPATH, e.getMessage());
        }
        List<Root> roots = new ArrayList<>();
        for (String path :
                clauses.stream().flatMap(clause -> clause.names().stream()).toList()) {
            roots.add(root(bundle, entries, path.startsWith("/") ? path.substring(1) : path));
        }
        return roots;
    }

    private Root root(Path bundle, List<String> entries, String path) throws ArchiveRefusedException {
        if (path.equals(".") || path.isEmpty()) {
            return new Root(bundle, "");
        }
        String folder = path.endsWith("/") ? path : path + "/";
        if (entries.contains(path) && !path.endsWith("/")) {
            Path library = directory.resolve("library-" + entries.indexOf(path) + ".jar");
            if (!Files.exists(library)) {
                ZipReading.extract(bundle, path, library);
                zips.verified(library, path);
            }
            return new Root(library, "");
        }
        if (entries.stream().anyMatch(entry -> entry.startsWith(folder))) {
            return new Root(bundle, folder);
        }
        throw new ArchiveRefusedException(
                "manifest-class-path",
                path,
                Constants.BUNDLE_CLASSPATH + " names it, but it is not in the bundle; put it there or leave it out");
    }

    private static List<String> scripts(List<String> entries, String folder) {
        return entries.stream()
                .filter(entry -> entry.startsWith(folder) && entry.endsWith(".sql"))
                .map(entry -> entry.substring(folder.length()))
                .sorted(Comparator.comparing(ArchiveReader::versionOf).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Digits of the version at a length that sorts: {@code V10__x.sql} comes after {@code V9__x.sql}. */
    private static String versionOf(String script) {
        StringBuilder key = new StringBuilder();
        for (String part : script.replaceFirst("__.*", "").split("[^0-9]+", -1)) {
            key.append("0".repeat(Math.max(0, 20 - part.length()))).append(part).append('.');
        }
        return key.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
