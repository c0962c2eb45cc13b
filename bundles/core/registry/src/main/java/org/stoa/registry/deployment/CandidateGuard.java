package org.stoa.registry.deployment;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.security.CallContext;
import org.stoa.registry.CandidateHealth;

/** Has a candidate that fails taken back, on a thread that is no request's. */
final class CandidateGuard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CandidateGuard.class);
    private static final CallContext CANARY = CallContext.system(null, "canary");

    private final PostgresModuleDeployment deployment;
    private final Set<String> pending = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "stoa-candidate-guard");
        worker.setDaemon(true);
        return worker;
    });

    CandidateGuard(PostgresModuleDeployment deployment) {
        this.deployment = deployment;
    }

    /** Returns at once. */
    void takeBack(CandidateHealth.Failing failing) {
        String candidate = failing.moduleId() + " " + failing.version();
        if (!pending.add(candidate)) {
            return;
        }
        thread.execute(() -> {
            try {
                deployment.takeBack(
                        CANARY,
                        failing.moduleId(),
                        failing.version(),
                        failing.failures() + " of " + failing.requests() + " requests to the candidate "
                                + failing.version() + " failed");
            } catch (RuntimeException e) {
                LOG.error("The candidate {} could not be taken back yet", candidate, e);
            } finally {
                pending.remove(candidate);
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
