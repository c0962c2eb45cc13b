package org.stoa.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.platform.IndustryInspection;
import org.stoa.api.platform.ResourceInspection;
import org.stoa.api.platform.RuleViolation;

/** A real OSGi framework that provides the API in version 1.0.0, and a directory of trusted signers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InspectorFixture {

    static final String SIGNER = "acme";

    Path directory;

    Signer signer;
    Framework framework;
    /** Answers nothing, unless a test sets it. */
    ResourceInspection resources = (id, permissions, classes) -> List.of();
    /** Reads the content and finds nothing, unless a test sets it. */
    IndustryInspection industries = InspectorFixture::nothingWrong;

    @BeforeAll
    void start(@TempDir Path directory) throws BundleException {
        this.directory = directory;
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, directory.resolve("bundles").toString());
        settings.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "org.stoa.api.module;version=1.0.0,org.stoa.api.security;version=1.0.0,org.stoa.api.data;version=1.0.0,"
                        + "org.stoa.api.rest;version=1.0.0,org.stoa.api.tenant;version=1.0.0,"
                        + "org.stoa.api.event;version=1.0.0,org.stoa.api.industry;version=1.0.0,org.stoa.api.platform;version=1.0.0,"
                        + "org.slf4j;version=2.0.17,jakarta.ws.rs;version=3.1.0,org.apache.felix.framework;version=1.0.0");
        FrameworkFactory factory =
                java.util.ServiceLoader.load(FrameworkFactory.class).iterator().next();
        framework = factory.newFramework(settings);
        framework.start();
        signer = new Signer(directory).selfSigned(SIGNER, "-validity", "30");
        signer.trust(SIGNER, trusted());
    }

    @AfterAll
    void stop() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
    }

    Path trusted() {
        return directory.resolve("trusted-signers");
    }

    Path work() {
        return directory.resolve("work");
    }

    ModuleInspector inspector(boolean development) {
        return inspector(development, ArchiveLimits.STANDARD, 17, Clock.systemUTC());
    }

    ModuleInspector inspector(boolean development, ArchiveLimits limits, int java, Clock clock) {
        return new ModuleInspector(
                work(),
                limits,
                new SignatureCheck(trusted(), directory.resolve("shipped"), development, clock),
                new ManifestCheck(java),
                new ImportCheck(framework.adapt(FrameworkWiring.class)),
                new ComponentCheck(),
                new DefinitionCheck(
                        BundleContext.class.getClassLoader(),
                        null,
                        () -> resources,
                        () -> industries,
                        Duration.ofSeconds(2)));
    }

    /** Inspects a file, asserts that nothing stays behind once the answer is closed, and returns the answer. */
    InspectedModule inspect(ModuleInspector inspector, byte[] content) {
        return inspect(inspector, content, "crm.kar");
    }

    InspectedModule inspect(ModuleInspector inspector, byte[] content, String name) {
        Path file = file(content);
        try (InspectedModule inspected = inspector.inspect(file, name)) {
            return inspected;
        } finally {
            assertThat(work()).isEmptyDirectory();
            assertThat(file).hasBinaryContent(content);
        }
    }

    Path file(byte[] content) {
        try {
            return Files.write(Files.createTempFile(directory, "upload", ".part"), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static IndustryInspection.Result nothingWrong(String moduleId, IndustryTemplate template) {
        assertThat(template.content()).isNotBlank();
        return new IndustryInspection.Result(List.of(), List.of());
    }

    static Set<String> rules(InspectedModule inspected) {
        return Set.copyOf(
                inspected.violations().stream().map(RuleViolation::rule).toList());
    }
}
