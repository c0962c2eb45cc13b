package org.stoa.testkit.platform;

import java.nio.file.Path;
import java.util.Optional;
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.Deployment.Action;
import org.stoa.api.platform.Deployment.State;
import org.stoa.api.platform.ModuleDeployment;
import org.stoa.api.platform.ModuleRollout;
import org.stoa.api.platform.ModuleRollout.Canary;
import org.stoa.api.security.CallContext;
import org.stoa.testkit.modules.ModuleBuilder;

/** What an operator does to modules, each time up to its end. */
final class Deployments {

    static final CallContext OPERATOR = CallContext.system(null, "operator");

    private final ModuleDeployment service;
    private final Path directory;

    /** @param directory for the files of modules */
    Deployments(TestPlatform platform, Path directory) {
        service = platform.service(ModuleDeployment.class);
        this.directory = directory;
    }

    ModuleDeployment service() {
        return service;
    }

    Deployment install(ModuleBuilder module) {
        return install(module, null);
    }

    Deployment install(ModuleBuilder module, Canary canary) {
        Path file = module.kar(directory);
        return ended(service.install(OPERATOR, file, file.getFileName().toString(), canary, null));
    }

    Deployment change(Action action, String moduleId) {
        return ended(service.start(OPERATOR, action, moduleId, null));
    }

    ModuleRollout rollout(String moduleId) {
        return service.rollouts(OPERATOR).stream()
                .filter(each -> each.moduleId().equals(moduleId))
                .findFirst()
                .orElseThrow();
    }

    private Deployment ended(Deployment begun) {
        if (begun.state() != State.RUNNING) {
            return begun;
        }
        return ClassPathFramework.await("the end of " + begun, () -> {
            Deployment current = service.deployment(OPERATOR, begun.id());
            return current.state() == State.RUNNING ? Optional.empty() : Optional.of(current);
        });
    }
}
