package org.stoa.registry;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;
import org.stoa.api.security.CallContext;

/** A module as a test needs it. */
record TestModule(
        String id,
        Set<String> requires,
        List<PermissionDefinition> permissions,
        List<String> requiredTenantFields,
        List<String> meteredResources,
        Consumer<CallContext> seeding)
        implements ModuleDefinition {

    static TestModule of(String id, String... requires) {
        return new TestModule(id, Set.of(requires), List.of(), List.of(), List.of(), context -> {});
    }

    TestModule withPermissions(String... names) {
        List<PermissionDefinition> definitions = List.of(names).stream()
                .map(name -> PermissionDefinition.of(name, "Do " + name))
                .toList();
        return new TestModule(id, requires, definitions, requiredTenantFields, meteredResources, seeding);
    }

    TestModule requiring(String... tenantFields) {
        return new TestModule(id, requires, permissions, List.of(tenantFields), meteredResources, seeding);
    }

    TestModule metering(String... resources) {
        return new TestModule(id, requires, permissions, requiredTenantFields, List.of(resources), seeding);
    }

    TestModule seeding(Consumer<CallContext> seed) {
        return new TestModule(id, requires, permissions, requiredTenantFields, meteredResources, seed);
    }

    @Override
    public String name() {
        return "Module " + id;
    }

    @Override
    public String description() {
        return "Does what " + id + " does.";
    }

    @Override
    public void seed(CallContext context) {
        seeding.accept(context);
    }

    ModuleSource source() {
        return source(() -> {});
    }

    ModuleSource source(Runnable migrate) {
        return ModuleSource.of("org.stoa." + id, "1.0.0", this, migrate);
    }
}
