package org.stoa.registry.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
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
    private static final int DIGEST_LENGTH = 12;

    private final PlatformDatabase database;
    private final Path directory;
    private final ModuleInspector inspector;
    private final ModuleInspector trusting;

    /**
     * @param directory of this node's copies; emptied here, so that each is verified again after a start
     * @param inspector for files that came from outside
     * @param trusting for those that came with the platform
     */
    ArtifactStore(PlatformDatabase database, Path directory, ModuleInspector inspector, ModuleInspector trusting) {
        this.database = database;
        this.directory = directory;
        this.inspector = inspector;
        this.trusting = trusting;
        empty(directory);
    }

    /** Inspects a file. The answer is to be closed. */
    InspectedModule inspect(Path file, String name, boolean trusted) {
        return (trusted ? trusting : inspector).inspect(file, name);
    }

    /** Whether a file is stored, and nothing is being done with it. */
    boolean isStored(Path file) {
        String sha256;
        try {
            sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
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
        try (InspectedModule module = inspect(file, file.getFileName().toString(), true)) {
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
        Path bundle = directory.resolve(
                key.moduleId() + "-" + key.version() + "-" + artifact.sha256().substring(0, DIGEST_LENGTH) + ".jar");
        if (Files.exists(bundle)) {
            return bundle;
        }
        byte[] content = database.read(
                        system(), ArtifactMapper.class, mapper -> mapper.content(key.moduleId(), key.version()))
                .content();
        try {
            Files.createDirectories(directory);
            Path file = Files.createTempFile(directory, key.moduleId(), ".part");
            try {
                Files.write(file, content);
                copyBundle(artifact, file, bundle);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file of " + key + " cannot be written to " + directory, e);
        }
        return bundle;
    }

    private void copyBundle(Artifact artifact, Path file, Path bundle) throws IOException {
        ModuleInspector responsible = artifact.trusted() ? trusting : inspector;
        try (InspectedModule module =
                responsible.reopen(file, artifact.fileName(), artifact.sha256(), artifact.createdAt())) {
            if (!module.accepted()) {
                throw new ModuleRefusedException(module.violations().get(0).toString());
            }
            Files.move(module.archive().bundle(), bundle, StandardCopyOption.REPLACE_EXISTING);
        }
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
