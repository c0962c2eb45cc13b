package org.stoa.registry.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.Deployment.State;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.registry.Failures;

/**
 * An inbox: a file that is put here is installed and moved to {@code accepted}, or to {@code refused} beside a text that
 * says why. What is installed stands in the database, so that nothing depends on files that stay.
 */
final class DeployFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);
    private static final CallContext FOLDER = CallContext.system(null, "deploy folder");
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration STEP_LIMIT = Duration.ofSeconds(5);

    private final PostgresModuleDeployment deployment;
    private final Path folder;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread worker = new Thread(task, "stoa-deploy-folder");
        worker.setDaemon(true);
        return worker;
    });
    private final Map<Path, Long> sizes = new HashMap<>();
    private boolean unreadable;

    DeployFolder(PostgresModuleDeployment deployment, Path folder) {
        this.deployment = deployment;
        this.folder = folder;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::look, 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            Map<Path, Long> found = files();
            for (Map.Entry<Path, Long> file : found.entrySet()) {
                // one that still grows is being copied
                if (file.getValue().equals(sizes.get(file.getKey()))) {
                    take(file.getKey());
                }
            }
            sizes.clear();
            sizes.putAll(found);
            unreadable = false;
        } catch (IOException e) {
            if (!unreadable) {
                unreadable = true;
                LOG.error("The folder {} cannot be read or changed: {}", folder, e.toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The folder {} is looked through again a little later", folder, e);
        }
    }

    private Map<Path, Long> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> candidates = files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> !file.getFileName().toString().equals("README"))
                    .sorted()
                    .toList();
            Map<Path, Long> sizesNow = new HashMap<>();
            for (Path file : candidates) {
                sizesNow.put(file, Files.size(file));
            }
            return sizesNow;
        }
    }

    private void take(Path file) throws IOException, InterruptedException {
        String name = file.getFileName().toString();
        if (!name.endsWith(".kar") && !name.endsWith(".jar")) {
            move(file, false, name + " is not a module: put a .kar, or a bundle as .jar, into this folder.");
            return;
        }
        try {
            Deployment ended = await(deployment.install(FOLDER, file, name, null, null));
            if (ended.state() == State.COMPLETED) {
                move(
                        file,
                        true,
                        "%s %s is installed.%s"
                                .formatted(
                                        ended.moduleId(),
                                        ended.toVersion(),
                                        ended.problem() == null ? "" : " " + ended.problem()));
            } else {
                move(file, false, report(ended));
            }
        } catch (ProblemException e) {
            boolean later = Failures.isTransient(e) || e.code() == DeploymentProblem.DEPLOYMENT_RUNNING;
            if (!later) {
                move(file, false, text(e));
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.error("{} could not be installed", file, e);
            move(file, false, e.toString());
        }
    }

    private Deployment await(Deployment begun) throws InterruptedException {
        Deployment deploying = begun;
        while (deploying.state() == State.RUNNING) {
            try {
                deploying = deployment.awaitChange(FOLDER, deploying, STEP_LIMIT);
            } catch (ProblemException e) {
                if (!Failures.isTransient(e)) {
                    throw e;
                }
            }
        }
        return deploying;
    }

    private static String report(Deployment ended) {
        String violations =
                ended.violations().stream().map(violation -> "\n- " + violation).collect(Collectors.joining());
        return "%s %s was not installed: %s%s"
                .formatted(ended.moduleId(), ended.toVersion(), ended.problem(), violations);
    }

    private static String text(ProblemException problem) {
        Object violations = problem.extensions().get("violations");
        if (violations instanceof List<?> list) {
            return list.stream().map(each -> "- " + each).collect(Collectors.joining("\n", "Refused:\n", ""));
        }
        return problem.code().title() + ". "
                + MessageFormat.format(problem.code().detail().replace("'", "''"), problem.arguments());
    }

    private void move(Path file, boolean accepted, String text) throws IOException {
        Path target = Files.createDirectories(folder.resolve(accepted ? "accepted" : "refused"));
        Path moved = target.resolve(file.getFileName());
        Files.move(file, moved, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(target.resolve(file.getFileName() + ".txt"), Instant.now() + "\n" + text + "\n");
        if (accepted) {
            LOG.info("{} was taken from the deploy folder: {}", file.getFileName(), text);
        } else {
            LOG.error("{} was refused, see {}.txt: {}", file.getFileName(), moved, text);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
