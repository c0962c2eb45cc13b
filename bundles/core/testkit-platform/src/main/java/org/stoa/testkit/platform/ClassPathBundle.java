package org.stoa.testkit.platform;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.connect.ConnectContent;
import org.osgi.framework.connect.ConnectModule;

/**
 * A directory or jar on the class path, taken for a bundle: with its manifest, entries and components, but with the
 * class loader of the test. What it imports and requires is not resolved: the class path has it, or the test fails.
 */
final class ClassPathBundle implements ConnectModule, ConnectContent {
    private static final Set<String> KEPT_HEADERS = Set.of(
            "Bundle-ManifestVersion",
            "Bundle-SymbolicName",
            "Bundle-Version",
            "Bundle-Name",
            "Bundle-Activator",
            "Provide-Capability",
            "Service-Component");

    private final Class<?> anchor;
    private final Path location;
    private final Map<String, String> headers;
    private FileSystem archive;
    private Path root;

    private ClassPathBundle(Class<?> anchor, Path location) throws IOException {
        this.anchor = anchor;
        this.location = location;
        open();
        headers = readHeaders();
    }

    /** The bundle that holds this class. */
    static ClassPathBundle of(Class<?> anchor) {
        URL url = anchor.getProtectionDomain().getCodeSource().getLocation();
        try {
            return new ClassPathBundle(anchor, new File(url.toURI()).toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(url + " is no place of bundles", e);
        }
    }

    String symbolicName() {
        return headers.get("Bundle-SymbolicName").replaceFirst(";.*", "").trim();
    }

    @Override
    public ConnectContent getContent() {
        return this;
    }

    @Override
    public Optional<Map<String, String>> getHeaders() {
        return Optional.of(headers);
    }

    @Override
    public Iterable<String> getEntries() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .toList();
            return names;
        }
    }

    @Override
    public Optional<ConnectEntry> getEntry(String path) {
        Path file = root.resolve(path.startsWith("/") ? path.substring(1) : path);
        return Files.exists(file) ? Optional.of(new Entry(path, file)) : Optional.empty();
    }

    @Override
    public Optional<ClassLoader> getClassLoader() {
        return Optional.of(anchor.getClassLoader());
    }

    @Override
    public void open() throws IOException {
        if (root == null) {
            archive = Files.isDirectory(location) ? null : FileSystems.newFileSystem(location, (ClassLoader) null);
            root = archive == null ? location : archive.getPath("/");
        }
    }

    @Override
    public void close() throws IOException {
        root = null;
        if (archive != null) {
            archive.close();
        }
    }

    private Map<String, String> readHeaders() throws IOException {
        Path file = root.resolve("META-INF/MANIFEST.MF");
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    location + " has no META-INF/MANIFEST.MF: let bnd-maven-plugin make it before the tests run");
        }
        try (InputStream in = Files.newInputStream(file)) {
            Attributes attributes = new Manifest(in).getMainAttributes();
            return attributes.entrySet().stream()
                    .filter(entry -> KEPT_HEADERS.contains(entry.getKey().toString()))
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().toString(),
                            entry -> entry.getValue().toString(),
                            (one, other) -> one,
                            LinkedHashMap::new));
        }
    }

    private record Entry(String name, Path file) implements ConnectEntry {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public long getContentLength() {
            try {
                return Files.size(file);
            } catch (IOException e) {
                return -1;
            }
        }

        @Override
        public long getLastModified() {
            return 0;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return Files.newInputStream(file);
        }
    }
}
