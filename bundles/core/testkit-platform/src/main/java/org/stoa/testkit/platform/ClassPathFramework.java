package org.stoa.testkit.platform;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * An OSGi framework whose bundles are directories and jars of the class path (OSGi Connect, chapter 60 of the core
 * specification), with declarative services: components are wired as in the platform, and no archive is built.
 */
final class ClassPathFramework implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Map<String, ClassPathBundle> known = new LinkedHashMap<>();
    private final List<Bundle> installed = new ArrayList<>();
    private final Path storage;
    private final Framework framework;

    ClassPathFramework() {
        try {
            storage = Files.createTempDirectory("stoa-framework-");
            framework = new FrameworkFactory()
                    .newFramework(
                            Map.of(
                                    Constants.FRAMEWORK_STORAGE,
                                    storage.toString(),
                                    Constants.FRAMEWORK_STORAGE_CLEAN,
                                    Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                                    ClassPathPackages.exported(),
                                    "felix.log.level",
                                    "1"),
                            new Connector());
            framework.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Installs and starts the bundle that holds this class. */
    Bundle start(Class<?> anchor) {
        ClassPathBundle bundle = ClassPathBundle.of(anchor);
        known.put(bundle.symbolicName(), bundle);
        try {
            Bundle added = framework.getBundleContext().installBundle(bundle.symbolicName());
            installed.add(added);
            added.start();
            return added;
        } catch (BundleException e) {
            throw new IllegalStateException(bundle.symbolicName() + " cannot be started", e);
        }
    }

    /** Of the framework itself: sees every bundle. */
    BundleContext context() {
        return framework.getBundleContext();
    }

    /** What is deleted on close. */
    Path storage() {
        return storage;
    }

    /** A new directory that is deleted on close. */
    Path directory(String name) {
        try {
            return Files.createDirectory(storage.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Configures the components of a PID, before or after they start. */
    void configure(String pid, Map<String, ?> properties) {
        try {
            Dictionary<String, ?> dictionary = FrameworkUtil.asDictionary(properties);
            service(ConfigurationAdmin.class).getConfiguration(pid, "?").update(dictionary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A service, as soon as there is one. */
    <S> S service(Class<S> type) {
        BundleContext context = framework.getBundleContext();
        await("a service " + type.getName(), () -> Optional.ofNullable(context.getServiceReference(type)));
        return context.getService(context.getServiceReference(type));
    }

    /** All services that fit an LDAP filter now, as references and objects. */
    Map<ServiceReference<?>, Object> services(String filter) {
        BundleContext context = framework.getBundleContext();
        Map<ServiceReference<?>, Object> services = new LinkedHashMap<>();
        try {
            ServiceReference<?>[] references = context.getAllServiceReferences(null, filter);
            for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
                services.put(reference, context.getService(reference));
            }
            return services;
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Waits until every component of every bundle has what it refers to.
     *
     * @throws AssertionError when one has not; names it with what it lacks
     */
    void awaitComponents() {
        ServiceComponentRuntime runtime = service(ServiceComponentRuntime.class);
        try {
            await("components", () -> unsatisfied(runtime).isEmpty() ? Optional.of(true) : Optional.empty());
        } catch (AssertionError e) {
            throw new AssertionError("components wait for services that nobody offers: " + unsatisfied(runtime), e);
        }
    }

    private List<String> unsatisfied(ServiceComponentRuntime runtime) {
        List<String> waiting = new ArrayList<>();
        for (ComponentDescriptionDTO component :
                runtime.getComponentDescriptionDTOs(installed.toArray(Bundle[]::new))) {
            Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(component);
            for (ComponentConfigurationDTO configuration : configurations) {
                Stream.of(configuration.unsatisfiedReferences)
                        .forEach(reference -> waiting.add(component.name + " (" + reference.name + ")"));
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    waiting.add(component.name + ": " + configuration.failure);
                }
            }
        }
        return waiting;
    }

    /** The first answer there is. */
    static <T> T await(String what, Supplier<Optional<T>> question) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(30));
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delete(storage);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Connector implements ModuleConnector {
        @Override
        public void initialize(File directory, Map<String, String> configuration) {
            // Nothing is kept from one run to the next.
        }

        @Override
        public Optional<ConnectModule> connect(String location) {
            return Optional.ofNullable(known.get(location));
        }

        @Override
        public Optional<BundleActivator> newBundleActivator() {
            return Optional.empty();
        }
    }
}
