package org.stoa.testkit.modules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A small module, complete with permissions, migrations, operations and an event listener, that can be built in any
 * version and with any fault. Immutable: every method answers another builder.
 *
 * <pre>{@code
 * ModuleBuilder probe = ModuleBuilder.of("probe");
 * Path first = probe.version("1.0.0").kar(directory);
 * Path second = probe.version("1.1.0")
 *         .entry("db/migration/V2__colour.sql", "ALTER TABLE probe.row ADD COLUMN colour text;")
 *         .kar(directory);
 * }</pre>
 *
 * <p>Operations, below {@code /api/v1/<id>}: {@code GET version} and {@code GET version/slow?millis=} (which version
 * answers), {@code POST rows} with {@code {"note": ...}} and {@code GET rows} (how many rows which version wrote, and
 * which was told of them), {@code POST connections?count=&seconds=} (holds connections to the database); with
 * {@link #evil()} also {@code POST sql} with {@code {"statement": ...}}. Permissions: {@code tenant.<id>.read} and
 * {@code tenant.<id>.write}. The sources are in the resources beside this class; {@code @id@} and {@code @package@} in
 * them are replaced.
 */
public final class ModuleBuilder {
    private static final String ACTIVATOR = "ProbeActivator";
    private static final List<String> CLASSES = List.of(
            "Behaviour",
            "ConnectionResource",
            "ProbeModule",
            "Row",
            "RowMapper",
            "RowResource",
            "RowService",
            "RowWritten",
            "RowWrittenListener",
            "VersionResource");

    private final String id;
    private String symbolicName;
    private String version = "1.0.0";
    private TestSigner signer;
    private final Map<String, String> sources;
    private final Map<String, byte[]> entries;
    private final Map<String, String> behaviour;
    private final Map<String, String> headers;

    private ModuleBuilder(String id) {
        this.id = id;
        symbolicName = "com.example." + id;
        sources = new TreeMap<>();
        entries = new TreeMap<>();
        behaviour = new TreeMap<>();
        headers = new LinkedHashMap<>();
    }

    private ModuleBuilder(ModuleBuilder other) {
        id = other.id;
        symbolicName = other.symbolicName;
        version = other.version;
        signer = other.signer;
        sources = new TreeMap<>(other.sources);
        entries = new TreeMap<>(other.entries);
        behaviour = new TreeMap<>(other.behaviour);
        headers = new LinkedHashMap<>(other.headers);
    }

    /**
     * A sound module, version 1.0.0, unsigned.
     *
     * @param id lower-case letters and digits; also its schema and the last segment of its symbolic name
     */
    public static ModuleBuilder of(String id) {
        ModuleBuilder builder = new ModuleBuilder(id);
        CLASSES.forEach(name -> builder.sources.put(name, template(name + ".java.txt")));
        builder.entries.put(
                "db/migration/V1__rows.sql", template("V1__rows.sql").getBytes(StandardCharsets.UTF_8));
        builder.behaviour.put("failureRate", "0");
        builder.behaviour.put("definition", Flaw.NONE.name());
        List.of("activator", "deactivator", "component", "seed")
                .forEach(moment -> builder.behaviour.put(moment, Fault.NONE.name()));
        return builder;
    }

    /** With a version such as {@code 1.1.0}. */
    public ModuleBuilder version(String other) {
        ModuleBuilder next = new ModuleBuilder(this);
        next.version = other;
        return next;
    }

    /** With another symbolic name than {@code com.example.<id>}. */
    public ModuleBuilder symbolicName(String other) {
        ModuleBuilder next = new ModuleBuilder(this);
        next.symbolicName = other;
        return next;
    }

    /** With the KAR signed. */
    public ModuleBuilder signedBy(TestSigner other) {
        ModuleBuilder next = new ModuleBuilder(this);
        next.signer = other;
        return next;
    }

    /** With a text file, such as {@code db/migration/V2__what.sql}, added or replaced. */
    public ModuleBuilder entry(String path, String text) {
        return entry(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** With a file added or replaced. */
    public ModuleBuilder entry(String path, byte[] content) {
        ModuleBuilder next = new ModuleBuilder(this);
        next.entries.put(path, content.clone());
        return next;
    }

    /** Without a file, such as {@code db/migration/V1__rows.sql}. */
    public ModuleBuilder withoutEntry(String path) {
        ModuleBuilder next = new ModuleBuilder(this);
        next.entries.remove(path);
        return next;
    }

    /**
     * With a class added or replaced.
     *
     * @param name simple name
     * @param java source; {@code @package@} stands for the package, {@code @id@} for the id
     */
    public ModuleBuilder source(String name, String java) {
        ModuleBuilder next = new ModuleBuilder(this);
        next.sources.put(name, java);
        return next;
    }

    /** With one of its classes changed, such as {@code RowMapper}. */
    public ModuleBuilder change(String name, String from, String to) {
        String before = sources.get(name);
        if (before == null || !before.contains(from)) {
            throw new IllegalArgumentException(name + " does not contain: " + from);
        }
        return source(name, before.replace(from, to));
    }

    /** Without one of its classes, such as {@code RowWrittenListener}. */
    public ModuleBuilder withoutSource(String name) {
        ModuleBuilder next = new ModuleBuilder(this);
        next.sources.remove(name);
        return next;
    }

    /** With a manifest header or an instruction for bnd, such as {@code Import-Package}. */
    public ModuleBuilder header(String name, String value) {
        ModuleBuilder next = new ModuleBuilder(this);
        next.headers.put(name, value);
        return next;
    }

    /** With an activator that does this when the bundle starts. */
    public ModuleBuilder activator(Fault fault) {
        return withActivator().behaving("activator", fault.name());
    }

    /** With an activator that does this when the bundle stops. */
    public ModuleBuilder deactivator(Fault fault) {
        return withActivator().behaving("deactivator", fault.name());
    }

    /** With a component that does this when it is activated. */
    public ModuleBuilder component(Fault fault) {
        return behaving("component", fault.name());
    }

    /** With a definition that does this when it is asked to seed a tenant. */
    public ModuleBuilder seed(Fault fault) {
        return behaving("seed", fault.name());
    }

    /** With a definition that returns garbage. */
    public ModuleBuilder definition(Flaw flaw) {
        return behaving("definition", flaw.name());
    }

    /** With operations that fail for this share of their requests, from 0 to 1, evenly spread. */
    public ModuleBuilder failureRate(double share) {
        return behaving("failureRate", Double.toString(share));
    }

    /** With the operation {@code POST sql}, which runs any statement with the module's rights. */
    public ModuleBuilder evil() {
        return source("SqlResource", template("SqlResource.java.txt"));
    }

    public String id() {
        return id;
    }

    /** The bundle as a file {@code <id>-<version>.jar} in this directory; not signed. */
    public Path jar(Path directory) {
        return write(directory.resolve(id + "-" + version + ".jar"), jar());
    }

    /** The KAR as a file {@code <id>-<version>.kar} in this directory, signed if so wanted. */
    public Path kar(Path directory) {
        return write(directory.resolve(id + "-" + version + ".kar"), kar());
    }

    /** The bundle; the same for equal builders. */
    public byte[] jar() {
        Map<String, String> classes = sources.entrySet().stream()
                .collect(Collectors.toMap(
                        source -> symbolicName + "." + source.getKey(), source -> replaced(source.getValue())));
        Map<String, byte[]> content = new TreeMap<>(SourceCompiler.compile(classes));
        entries.forEach((path, bytes) -> content.put(path, replaced(path, bytes)));
        content.put("behaviour.properties", behaviourFile());
        return Bundles.build(symbolicName, version, content, headers);
    }

    /** The KAR; the same for equal builders, unless it is signed. */
    public byte[] kar() {
        byte[] kar = Archives.kar("com.example", symbolicName, version, jar());
        return signer == null ? kar : signer.sign(kar);
    }

    /**
     * Its definition, loaded from a bundle written into this directory: for {@code TestPlatform.start}, which has no
     * class loaders of its own.
     */
    public Class<?> load(Path directory) {
        try {
            URL[] path = {jar(directory).toUri().toURL()};
            ClassLoader loader = new URLClassLoader(path, ModuleBuilder.class.getClassLoader());
            return loader.loadClass(symbolicName + ".ProbeModule");
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private ModuleBuilder withActivator() {
        return source(ACTIVATOR, template(ACTIVATOR + ".java.txt"))
                .header("Bundle-Activator", symbolicName + "." + ACTIVATOR);
    }

    private ModuleBuilder behaving(String name, String value) {
        ModuleBuilder next = new ModuleBuilder(this);
        next.behaviour.put(name, value);
        return next;
    }

    private byte[] behaviourFile() {
        return behaviour.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] replaced(String path, byte[] content) {
        return path.endsWith(".sql")
                ? replaced(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
                : content;
    }

    private String replaced(String text) {
        return text.replace("@id@", id).replace("@package@", symbolicName);
    }

    private static String template(String name) {
        try (var in = ModuleBuilder.class.getResourceAsStream("template/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
