package org.stoa.registry.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.platform.IndustryInspection;
import org.stoa.api.platform.ModuleDeployment;
import org.stoa.api.platform.ModulePublication;
import org.stoa.api.platform.ModuleSchemas;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.platform.ResourceInspection;
import org.stoa.api.platform.Signals;
import org.stoa.api.platform.StartupWork;
import org.stoa.api.tenant.TenantService;
import org.stoa.registry.PostgresModuleRegistry;
import org.stoa.registry.artifact.ModuleInspector;

/** Puts the deployment of modules into the runtime: its service, this node's part in it, and the two folders. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.stoa.registry")
public final class DeploymentComponent {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentComponent.class);
    private static final String DEVELOPMENT = "development";

    private final BundleContext context;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final PostgresModuleDeployment deployment;

    /** Configuration {@code org.stoa.registry}. */
    @interface Config {
        /** Where this node keeps its name and copies of the modules; a temporary directory when empty. */
        String directory() default "";

        /** Directory of the certificates whose signatures on modules are believed; none when empty. */
        String trustedSigners() default "";

        /** {@code production}, or {@code development}, which lets unsigned modules in. */
        String profile() default "production";

        /** Folder whose files are taken and installed; none when empty. */
        String deployFolder() default "";

        /** Folder of the modules that came with the platform; none when empty. */
        String shippedFolder() default "";

        /** How long a module may take to become ready, in seconds. */
        int startSeconds() default 30;
    }

    @Activate
    public DeploymentComponent(
            BundleContext context,
            Config config,
            @Reference PostgresModuleRegistry registry,
            @Reference PlatformDatabase database,
            @Reference ModuleSchemas schemas,
            @Reference Signals signals,
            @Reference TenantService tenants) {
        this.context = context;
        Clock clock = Clock.systemUTC();
        Duration startLimit = Duration.ofSeconds(config.startSeconds());
        Path directory = directory(config.directory());
        Observers observers = keep(new Observers(context));
        ShippedFiles shipped = new ShippedFiles(config.shippedFolder());
        ArtifactStore artifacts = new ArtifactStore(
                database,
                directory.resolve("bundles"),
                inspector(directory, config, isDevelopment(config.profile()), clock),
                inspector(directory, config, true, clock),
                shipped);
        Node[] self = new Node[1];
        ModuleBundles bundles = new ModuleBundles(context, observers, () -> self[0].wake());
        LocalModules modules = new LocalModules(
                registry, bundles, artifacts, () -> serviceOrNull(ModulePublication.class), startLimit);
        DeploymentRunner runner =
                new DeploymentRunner(database, schemas, artifacts, modules, observers, clock, startLimit);
        Node node = new Node(nodeName(directory), database, modules, runner::run);
        self[0] = node;
        DeploymentPlanner planner = new DeploymentPlanner(database, schemas, artifacts, registry, tenants);
        ChangeSignal signal = new ChangeSignal(node, signals);
        runner.on(node, signal);
        PostgresRollouts rollouts = new PostgresRollouts(database, artifacts, planner, node, signal, clock);
        deployment =
                new PostgresModuleDeployment(database, artifacts, planner, runner, rollouts, node, observers, clock);
        registry.onStep((step, moduleId) -> observers.before(step.operation(), step.name(), moduleId));
        keep(() -> registry.onStep((step, moduleId) -> {}));
        bundles.uninstallAll();
        keep(bundles::uninstallAll);
        keep(runner);
        keep(node);
        listen(registry, signals, node);
        openFolders(config, shipped, artifacts, node);
        offer(ModuleDeployment.class, deployment);
    }

    private void listen(PostgresModuleRegistry registry, Signals signals, Node node) {
        keep(signals.listen(ChangeSignal.TOPIC, new Signals.Listener() {
            @Override
            public void received(String message) {
                node.wake();
            }

            @Override
            public void missed() {
                node.wake();
            }
        }));
        CandidateGuard guard = keep(new CandidateGuard(deployment));
        registry.onFailingCandidate(guard::takeBack);
        keep(() -> registry.onFailingCandidate(failing -> {}));
    }

    private void openFolders(Config config, ShippedFiles files, ArtifactStore artifacts, Node node) {
        ShippedModules shipped = keep(new ShippedModules(deployment, artifacts, files));
        offer(StartupWork.class, new StartupWork() {
            @Override
            public String name() {
                return "installing modules";
            }

            @Override
            public boolean isDone() {
                return shipped.isDone() && node.isSettled();
            }
        });
        shipped.replaceSnapshots();
        node.start();
        shipped.start();
        if (!config.deployFolder().isBlank()) {
            keep(new DeployFolder(deployment, Path.of(config.deployFolder()))).start();
        }
    }

    private ModuleInspector inspector(Path directory, Config config, boolean development, Clock clock) {
        Path signers = config.trustedSigners().isBlank()
                ? directory.resolve("no-trusted-signers")
                : Path.of(config.trustedSigners());
        return ModuleInspector.of(
                context,
                directory.resolve("inspected"),
                signers,
                null,
                development,
                () -> serviceOrNull(ResourceInspection.class),
                () -> serviceOrNull(IndustryInspection.class),
                clock);
    }

    private static boolean isDevelopment(String profile) {
        if (DEVELOPMENT.equals(profile)) {
            LOG.warn("Modules need no signature: the profile is development");
            return true;
        }
        if (!"production".equals(profile)) {
            throw new IllegalArgumentException(
                    "org.stoa.registry: profile must be production or development, not " + profile);
        }
        return false;
    }

    private static Path directory(String configured) {
        try {
            return configured.isBlank()
                    ? Files.createTempDirectory("stoa-modules")
                    : Files.createDirectories(Path.of(configured));
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + configured + " of the modules cannot be made", e);
        }
    }

    /** Stays the same over restarts, so that a node goes on at once with what it was doing. */
    private static String nodeName(Path directory) {
        Path file = directory.resolve("node-name");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, "node-" + UUID.randomUUID().toString().substring(0, 8));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The name of this node cannot be kept in " + file, e);
        }
    }

    private <S> S serviceOrNull(Class<S> type) {
        ServiceReference<S> reference = context.getServiceReference(type);
        return reference == null ? null : context.getService(reference);
    }

    private <S> void offer(Class<S> type, S service) {
        keep(context.registerService(type, service, null)::unregister);
    }

    private <P extends AutoCloseable> P keep(P part) {
        parts.push(part);
        return part;
    }

    @Deactivate
    void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("A part of the deployment of modules did not stop as it should", e);
            }
        }
    }
}
