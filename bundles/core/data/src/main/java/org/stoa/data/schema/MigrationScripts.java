package org.stoa.data.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.osgi.framework.Bundle;

/** The files in one folder of a bundle, read when this is made. */
public final class MigrationScripts implements ResourceProvider {

    private static final Pattern NAME = Pattern.compile("V([0-9]+(?:[._][0-9]+)*)__[A-Za-z0-9_]+\\.sql");
    private static final String SUFFIX = ".sql";
    private static final int LARGEST_BYTES = 16 * 1024 * 1024;

    private final ScriptFolder folder;
    private final Map<String, LoadableResource> scripts = new TreeMap<>(byVersion());

    private MigrationScripts(ScriptFolder folder) {
        this.folder = folder;
    }

    /** No files. */
    public static MigrationScripts none() {
        return new MigrationScripts(ScriptFolder.MIGRATION);
    }

    /** Those of a bundle that is installed. */
    public static MigrationScripts of(Bundle bundle) {
        MigrationScripts found = none();
        Enumeration<URL> entries = bundle.findEntries(found.folder.path(), "*" + SUFFIX, false);
        try {
            for (URL url : entries == null ? List.<URL>of() : Collections.list(entries)) {
                try (InputStream content = url.openStream()) {
                    found.add(url.getPath().substring(url.getPath().lastIndexOf('/') + 1), content);
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those beside the classes of {@code anchor}, in the same directory or jar on the class path. */
    public static MigrationScripts beside(Class<?> anchor) {
        URL root = anchor.getProtectionDomain().getCodeSource().getLocation();
        try {
            Path location = Path.of(root.toURI());
            return Files.isDirectory(location) ? in(location) : inFile(location, ScriptFolder.MIGRATION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("classes in " + root + " have no file beside them", e);
        }
    }

    /** Those in a directory of classes and resources. */
    public static MigrationScripts in(Path root) throws IOException {
        MigrationScripts found = none();
        Path directory = root.resolve(found.folder.path());
        if (!Files.isDirectory(directory)) {
            return found;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                try (InputStream content = Files.newInputStream(file)) {
                    found.add(file.getFileName().toString(), content);
                }
            }
        }
        return found;
    }

    /** All files in a folder of a bundle's jar, whatever their names. */
    public static MigrationScripts inFile(Path jar, ScriptFolder folder) throws IOException {
        MigrationScripts found = new MigrationScripts(folder);
        String prefix = folder.path() + "/";
        try (JarFile file = new JarFile(jar.toFile())) {
            List<JarEntry> entries = new ArrayList<>(file.stream().toList());
            entries.removeIf(entry -> entry.isDirectory() || !entry.getName().startsWith(prefix));
            for (JarEntry entry : entries) {
                try (InputStream content = file.getInputStream(entry)) {
                    found.add(entry.getName().substring(prefix.length()), content);
                }
            }
        }
        return found;
    }

    private void add(String name, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LARGEST_BYTES + 1);
        if (bytes.length > LARGEST_BYTES) {
            throw new IOException(folder.path() + "/" + name + " has more than " + LARGEST_BYTES + " bytes");
        }
        scripts.put(name, new Script(folder, name, new String(bytes, StandardCharsets.UTF_8)));
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return scripts.isEmpty();
    }

    /** Which folder they are of. */
    public ScriptFolder folder() {
        return folder;
    }

    /** Their file names, in the order in which they are applied. */
    public List<String> names() {
        return List.copyOf(scripts.keySet());
    }

    /** The file name in a path, as Flyway notes it. */
    static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The version in a file name, such as {@code 1.2}, or null. */
    static MigrationVersion version(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? MigrationVersion.fromVersion(matcher.group(1)) : null;
    }

    /** File names from which no version can be read, and those that have the version of another. */
    List<String> badNames() {
        Map<MigrationVersion, Integer> uses = new HashMap<>();
        scripts.keySet().forEach(name -> uses.merge(version(name), 1, Integer::sum));
        return scripts.keySet().stream()
                .filter(name -> version(name) == null || uses.get(version(name)) > 1)
                .toList();
    }

    /** Those of these names only. */
    MigrationScripts only(Predicate<String> wanted) {
        MigrationScripts chosen = new MigrationScripts(folder);
        scripts.forEach((name, script) -> {
            if (wanted.test(name)) {
                chosen.scripts.put(name, script);
            }
        });
        return chosen;
    }

    /** These, and those of {@code others} whose version is not among them. */
    MigrationScripts and(MigrationScripts others) {
        MigrationScripts all = only(name -> true);
        Set<MigrationVersion> versions = new HashSet<>();
        scripts.keySet().forEach(name -> versions.add(version(name)));
        others.scripts.forEach((name, script) -> {
            if (versions.add(version(name))) {
                all.scripts.put(name, script);
            }
        });
        return all;
    }

    boolean contains(String name) {
        return scripts.containsKey(name);
    }

    /** What a file says. */
    String text(String name) {
        return ((Script) scripts.get(name)).text;
    }

    private static Comparator<String> byVersion() {
        return Comparator.comparing(
                        MigrationScripts::version, Comparator.nullsLast(Comparator.<MigrationVersion>naturalOrder()))
                .thenComparing(Comparator.naturalOrder());
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

        private final ScriptFolder folder;
        private final String name;
        private final String text;

        Script(ScriptFolder folder, String name, String text) {
            this.folder = folder;
            this.name = name;
            this.text = text;
        }

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public String getAbsolutePath() {
            return getRelativePath();
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getRelativePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return folder.path() + "/" + name;
        }
    }
}
