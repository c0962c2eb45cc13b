package org.stoa.rest.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.stoa.api.platform.ModuleVersions;
import org.stoa.rest.Collaborators;

/** Counts how one version of a module answers, for the metrics and for whoever decides which version serves whom. */
final class ModuleAnswers {

    private static final String NAME = "stoa.module.answers";

    private final String module;
    private final String version;
    private final Collaborators collaborators;
    private final MeterRegistry registry;
    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    ModuleAnswers(String module, String version, Collaborators collaborators, MeterRegistry registry) {
        this.module = module;
        this.version = version;
        this.collaborators = collaborators;
        this.registry = registry;
        for (Outcome outcome : Outcome.values()) {
            Counter counter = Counter.builder(NAME)
                    .description("Requests that an operation of a module has answered")
                    .tag("module", module)
                    .tag("version", version)
                    .tag("outcome", outcome.label())
                    .register(registry);
            counters.put(outcome, counter);
        }
    }

    /** To be called once for each request that an operation has answered. */
    void count(Outcome outcome) {
        counters.get(outcome).increment();
        ModuleVersions versions = collaborators.versionsOrNull();
        if (versions != null) {
            versions.answered(module, version, outcome == Outcome.FAILED);
        }
    }

    /** Takes the counters of a version that is gone out of the metrics. */
    void forget() {
        counters.values().forEach(registry::remove);
    }
}
