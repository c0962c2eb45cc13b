package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Which bundle may know which: everything knows the API; core bundles know one another through it only; modules know
 * the API without its platform part, and the API of another module; nothing knows a module.
 */
class ArrowsIT {
    private static final Path BUNDLES = Path.of("target/assembly/system/org/stoa");
    private static final Path MODULES = Path.of("target/assembly/modules");
    private static final Pattern PACKAGE = Pattern.compile("(?:^|,)(org\\.stoa\\.[a-z.]+)(;(?:[^,\"]|\"[^\"]*\")*)?");
    private static final String API = "org.stoa.api";
    private static final Set<String> CORE =
            Set.of("access", "activity", "console", "data", "metadata", "registry", "rest", "shell", "subscription");
    private static final Set<String> REPACKAGED =
            Set.of("cel", "cxf", "flyway", "json-schema", "metrics", "postgresql-binaries", "servlet-contract");

    @Test
    void noArrowIsForbidden() throws IOException {
        Map<String, Attributes> bundles = bundles();
        assertThat(bundles).as("bundles of the assembly").containsKeys(API, "org.stoa.rest", "org.stoa.hello");

        List<String> forbidden = new ArrayList<>();
        StringBuilder matrix = new StringBuilder("Which bundle imports what of Stoa:\n");
        bundles.forEach((name, manifest) -> {
            Set<String> imported = packages(manifest, "Import-Package").keySet();
            matrix.append(String.format("  %-20s -> %s%n", name, String.join(" ", imported)));
            for (String target : imported) {
                if (!allowed(name, target)) {
                    forbidden.add(name + " -> " + target);
                }
            }
        });
        System.out.println(matrix);

        assertThat(forbidden).as("forbidden arrows").isEmpty();
    }

    @Test
    void onlyApisAreExported() throws IOException {
        bundles().forEach((name, manifest) -> {
            Map<String, String> exported = packages(manifest, "Export-Package");
            if (name.equals(API) || name.endsWith("-api")) {
                assertThat(exported.values())
                        .as("every package that " + name + " exports has a version")
                        .allSatisfy(attributes -> assertThat(attributes).contains("version="));
            } else {
                assertThat(exported.keySet())
                        .as("packages of its own that " + name + " exports")
                        .isEmpty();
            }
        });
    }

    private static boolean allowed(String bundle, String target) {
        String own = bundle;
        if (target.equals(own) || target.startsWith(own + ".")) {
            return true;
        }
        boolean isModule =
                !CORE.contains(shortName(bundle)) && !REPACKAGED.contains(shortName(bundle)) && !bundle.equals(API);
        if (target.startsWith(API + ".")) {
            return !(isModule && target.equals(API + ".platform"));
        }
        return isModule && target.matches("org\\.stoa\\.[a-z0-9]+\\.api");
    }

    private static String shortName(String bundle) {
        return bundle.substring("org.stoa.".length());
    }

    private static Map<String, Attributes> bundles() throws IOException {
        Map<String, Attributes> bundles = new TreeMap<>();
        for (Path file : files(BUNDLES, ".jar")) {
            try (InputStream in = Files.newInputStream(file)) {
                add(bundles, in);
            }
        }
        for (Path file : files(MODULES, ".kar")) {
            try (JarFile kar = new JarFile(file.toFile())) {
                for (JarEntry entry : kar.stream()
                        .filter(entry -> entry.getName().endsWith(".jar"))
                        .toList()) {
                    add(bundles, kar.getInputStream(entry));
                }
            }
        }
        return bundles;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(ending)).toList();
        }
    }

    private static void add(Map<String, Attributes> bundles, InputStream bundle) throws IOException {
        try (JarInputStream jar = new JarInputStream(bundle)) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            String name = manifest.getValue("Bundle-SymbolicName");
            if (name != null) {
                bundles.put(name.split(";")[0].trim(), manifest);
            }
        }
    }

    /** Packages of Stoa in a header, with their attributes. */
    private static Map<String, String> packages(Attributes manifest, String header) {
        Map<String, String> packages = new TreeMap<>();
        String value = manifest.getValue(header);
        if (value != null) {
            Matcher matcher = PACKAGE.matcher(value.replaceAll("uses:=\"[^\"]*\"", "uses"));
            while (matcher.find()) {
                packages.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
            }
        }
        return new TreeMap<>(packages);
    }
}
