package org.stoa.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.stoa.api.platform.DeploymentObserver;

/**
 * Runs as a bundle inside the platform under test: notes every step in {@code steps.txt} of the data directory, and ends
 * the process at once, as {@code kill -9} does, before the step that {@code halt-at.txt} names.
 */
public final class HaltingObserver implements DeploymentObserver, BundleActivator {

    static final String STEPS = "steps.txt";
    static final String HALT_AT = "halt-at.txt";
    private static final int KILLED = 137;

    private final Path directory = Path.of(System.getProperty("stoa.data.directory"));

    @Override
    public void start(BundleContext context) {
        context.registerService(DeploymentObserver.class, this, null);
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the service back
    }

    @Override
    public synchronized void before(String operation, String step, String moduleId) {
        String visited = operation + "/" + step;
        try {
            Files.writeString(
                    directory.resolve(STEPS), visited + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Path haltAt = directory.resolve(HALT_AT);
            if (Files.exists(haltAt) && Files.readString(haltAt).strip().equals(visited)) {
                Files.delete(haltAt);
                Runtime.getRuntime().halt(KILLED);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This class as a bundle. */
    static Path bundle(Path directory) throws IOException {
        Path file = Files.createDirectories(directory).resolve("halting-observer.jar");
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Manifest-Version", "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "halting.observer");
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Bundle-Activator", HaltingObserver.class.getName());
        headers.putValue("Import-Package", "org.osgi.framework,org.stoa.api.platform");
        String entry = HaltingObserver.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            jar.putNextEntry(new JarEntry(entry));
            try (var code = HaltingObserver.class.getClassLoader().getResourceAsStream(entry)) {
                code.transferTo(jar);
            }
            jar.closeEntry();
        }
        return file;
    }
}
