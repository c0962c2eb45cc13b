package org.stoa.registry.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.registry.ModuleRefusedException;
import org.stoa.registry.artifact.InspectedModule;
import org.stoa.registry.artifact.ModuleArchive;
import org.stoa.registry.artifact.ModuleInspector;

/** The files of modules: kept in the database, and on this node as long as it runs. */
final class ArtifactStore {

    private static final Logger LOG = LoggerFactory.getLogger(ArtifactStore.class);
    private static final String SNAPSHOT = "SNAPSHOT";

    private final PlatformDatabase database;
    private final Path directory;
    private final ModuleInspector inspector;
    private final ModuleInspector trusting;
    private final ShippedFiles shipped;

    /**
     * @param directory of this node's copies; emptied here, so that each is verified again after a start
     * @param inspector for files that came from outside
     * @param trusting for those that came with the platform
     * @param shipped those that came with the platform
     */
    ArtifactStore(
            PlatformDatabase database,
            Path directory,
            ModuleInspector inspector,
            ModuleInspector trusting,
            ShippedFiles shipped) {
        this.database = database;
        this.directory = directory;
        this.inspector = inspector;
        this.trusting = trusting;
        this.shipped = shipped;
        empty(directory);
    }

    /** Inspects a file that came from outside. The answer is to be closed. */
    InspectedModule inspect(Path file, String name) {
        return inspector.inspect(file, name);
    }

    /** Inspects a file that came with the platform, unless it is as the build has left it. The answer is to be closed. */
    InspectedModule inspectShipped(Path file) {
        String name = file.getFileName().toString();
        return shipped.isAsBuilt(file) ? trusting.open(file, name, shipped.sha256(file)) : trusting.inspect(file, name);
    }

    /** Keeps the bundle of a module that has just been inspected and is about to be stored: nothing is inspected twice. */
    synchronized void keep(Artifact artifact, InspectedModule module) {
        try {
            Files.createDirectories(directory);
            Files.move(module.archive().bundle(), path(artifact), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The bundle of " + artifact.fileName() + " cannot be written to " + directory, e);
        }
    }

    /** Whether any module is stored that came with the platform. */
    boolean hasShipped() {
        return database.read(system(), ArtifactMapper.class, ArtifactMapper::isAnyTrusted);
    }

    /** Whether a file that came with the platform is stored, and nothing is being done with it. */
    boolean isStored(Path file) {
        String sha256 = shipped.sha256(file);
        return database.read(system(), ArtifactMapper.class, mapper -> mapper.isSettled(sha256));
    }

    /**
     * Takes over a module that came with the platform and was built anew under the same version, as in a checkout. To be
     * called before the bundles of this node are started.
     */
    void replaceSnapshot(CallContext context, Path file) {
        if (isStored(file)) {
            return;
        }
        try (InspectedModule module = inspectShipped(file)) {
            if (!module.accepted() || !module.archive().version().endsWith(SNAPSHOT)) {
                return;
            }
            ModuleArchive archive = module.archive();
            byte[] content = Files.readAllBytes(archive.file());
            int replaced = database.write(
                    context,
                    ArtifactMapper.class,
                    (mapper, transaction) ->
                            mapper.replace(archive.id(), archive.version(), archive.sha256(), content));
            if (replaced == 1) {
                LOG.info(
                        "Module {} {} was built anew and takes the place of what was there",
                        archive.id(),
                        archive.version());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }

    /** The artifact of a version, or null. */
    Artifact find(ModuleKey key) {
        return database.read(system(), ArtifactMapper.class, mapper -> mapper.find(key.moduleId(), key.version()));
    }

    /**
     * The bundle of a version as a file on this node.
     *
     * @throws ModuleRefusedException when it is not stored any more, was changed, or its signer is not trusted any more
     */
    synchronized Path bundle(ModuleKey key) {
        Artifact artifact = find(key);
        if (artifact == null) {
            throw new ModuleRefusedException("the file of " + key + " is not stored; install it again");
        }
        Path bundle = path(artifact);
        if (Files.exists(bundle)) {
            return bundle;
        }
        try {
            Files.createDirectories(directory);
            Optional<Path> own = artifact.trusted() ? shipped.find(artifact.sha256()) : Optional.empty();
            if (own.isPresent()) {
                extract(trusting.open(own.get(), artifact.fileName(), artifact.sha256()), bundle);
            } else {
                fetch(artifact, bundle);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file of " + key + " cannot be written to " + directory, e);
        }
        return bundle;
    }

    private void fetch(Artifact artifact, Path bundle) throws IOException {
        byte[] content = database.read(
                        system(),
                        ArtifactMapper.class,
                        mapper -> mapper.content(artifact.moduleId(), artifact.version()))
                .content();
        Path file = Files.createTempFile(directory, artifact.moduleId(), ".part");
        try {
            Files.write(file, content);
            extract(reopen(artifact, file, content), bundle);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** The digest says all of what came with the platform; of others also whether their signer is still trusted. */
    private InspectedModule reopen(Artifact artifact, Path file, byte[] content) {
        boolean unchanged = artifact.trusted() && ShippedFiles.digest(content).equals(artifact.sha256());
        return unchanged
                ? trusting.open(file, artifact.fileName(), artifact.sha256())
                : (artifact.trusted() ? trusting : inspector)
                        .reopen(file, artifact.fileName(), artifact.sha256(), artifact.createdAt());
    }

    private static void extract(InspectedModule opened, Path bundle) throws IOException {
        try (InspectedModule module = opened) {
            if (!module.accepted()) {
                throw new ModuleRefusedException(module.violations().get(0).toString());
            }
            Files.move(module.archive().bundle(), bundle, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path path(Artifact artifact) {
        return directory.resolve(artifact.moduleId() + "-" + artifact.version() + "-" + artifact.sha256() + ".jar");
    }

    private static CallContext system() {
        return CallContext.system(null, "modules");
    }

    private static void empty(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " cannot be emptied", e);
        }
    }
}
