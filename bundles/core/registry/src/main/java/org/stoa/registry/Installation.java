package org.stoa.registry;

import java.util.List;
import java.util.Set;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.InstalledModule.State;
import org.stoa.api.module.ModuleDefinition;

/**
 * One module as it is installed at present, from the moment its bundle appears until it goes. Changed by
 * {@link ModuleCatalog} only, which holds its lock meanwhile.
 */
public final class Installation {

    private final ModuleSource source;
    private volatile ModuleDefinition definition;
    private volatile InstalledModule description;
    private volatile boolean claimed;
    private volatile boolean waiting;

    Installation(ModuleSource source) {
        this.source = source;
        String id = ModuleRules.idOf(source.symbolicName());
        this.description = new InstalledModule(
                id, id, "", source.version(), State.STARTING, null, Set.of(), List.of(), List.of(), List.of());
    }

    ModuleSource source() {
        return source;
    }

    /** The module's own code; null until it is READY. */
    ModuleDefinition definition() {
        return definition;
    }

    /** What is known of the module, its state included. */
    public InstalledModule description() {
        return description;
    }

    String id() {
        return description.id();
    }

    boolean isReady() {
        return description.state() == State.READY;
    }

    /** Whether the id is its own for as long as it is installed and not refused. */
    boolean hasClaim() {
        return claimed;
    }

    /** Whether it was refused only because another installation has its id, and may start once that one is gone. */
    boolean isWaiting() {
        return waiting;
    }

    /** Which of several installations of one id stands for it: the greater. */
    int rank() {
        return claimed ? 2 : description.state() == State.STARTING ? 1 : 0;
    }

    /** Keeps what the definition says, so that the module's own code is not asked at each request. */
    void describe(InstalledModule snapshot) {
        description = snapshot;
    }

    void claimed() {
        claimed = true;
    }

    void ready(ModuleDefinition code) {
        definition = code;
        description = withState(State.READY, null);
    }

    /** Back to the start, after the id it waited for has become free. */
    void starting() {
        waiting = false;
        description = withState(State.STARTING, null);
    }

    void failed(String problem, boolean waits) {
        claimed = false;
        waiting = waits;
        description = withState(State.FAILED, problem);
    }

    private InstalledModule withState(State state, String problem) {
        InstalledModule known = description;
        return new InstalledModule(
                known.id(),
                known.name(),
                known.description(),
                known.version(),
                state,
                problem,
                known.requires(),
                known.permissions(),
                known.requiredTenantFields(),
                known.meteredResources());
    }
}
