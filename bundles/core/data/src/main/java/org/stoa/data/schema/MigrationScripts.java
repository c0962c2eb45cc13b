package org.stoa.data.schema;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.osgi.framework.Bundle;

/** The files in {@code db/migration} of one bundle. */
public final class MigrationScripts implements ResourceProvider {

    private static final String FOLDER = "db/migration";

    private final Map<String, LoadableResource> scripts = new TreeMap<>();

    private MigrationScripts(Collection<URL> urls) {
        for (URL url : urls) {
            Script script = new Script(url);
            scripts.put(script.getFilename(), script);
        }
    }

    /** No files. */
    public static MigrationScripts none() {
        return new MigrationScripts(List.of());
    }

    /** Those of a bundle. */
    public static MigrationScripts of(Bundle bundle) {
        Enumeration<URL> entries = bundle.findEntries(FOLDER, "*.sql", false);
        return new MigrationScripts(entries == null ? List.of() : Collections.list(entries));
    }

    /** Those beside the classes of {@code anchor}, in the same directory or jar on the class path. */
    public static MigrationScripts beside(Class<?> anchor) {
        URL root = anchor.getProtectionDomain().getCodeSource().getLocation();
        try {
            Path location = Path.of(root.toURI());
            return Files.isDirectory(location) ? in(location) : new MigrationScripts(inJar(location));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("classes in " + root + " have no file beside them", e);
        }
    }

    /** Those in a directory of classes and resources. */
    public static MigrationScripts in(Path root) throws IOException {
        Path folder = root.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return none();
        }
        List<URL> urls = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".sql")).toList()) {
                urls.add(file.toUri().toURL());
            }
        }
        return new MigrationScripts(urls);
    }

    private static List<URL> inJar(Path jar) throws IOException {
        String prefix = "jar:" + jar.toUri() + "!/";
        List<URL> urls = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (String name : file.stream().map(JarEntry::getName).toList()) {
                if (name.startsWith(FOLDER + "/") && name.endsWith(".sql")) {
                    urls.add(new URL(prefix + name));
                }
            }
        }
        return urls;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return scripts.isEmpty();
    }

    @Override
    public LoadableResource getResource(String name) {
        return scripts.get(name);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return scripts.values().stream()
                .filter(script -> script.getFilename().startsWith(prefix))
                .filter(script -> Arrays.stream(suffixes).anyMatch(script.getFilename()::endsWith))
                .toList();
    }

    private static final class Script extends LoadableResource {

        private final URL url;

        Script(URL url) {
            this.url = url;
        }

        @Override
        public Reader read() {
            try {
                var connection = url.openConnection();
                if (connection instanceof JarURLConnection) {
                    // A cached jar would stay open, and be read from after it was replaced.
                    connection.setUseCaches(false);
                }
                return new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return url.toString();
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return url.toString();
        }

        @Override
        public String getFilename() {
            return url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
        }

        @Override
        public String getRelativePath() {
            return FOLDER + "/" + getFilename();
        }
    }
}
