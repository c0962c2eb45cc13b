package org.stoa.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.InstalledModule.State;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.module.PermissionDefinition;
import org.stoa.api.module.TenantModule;
import org.stoa.api.module.TenantModule.Status;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.api.security.ShippedRole;
import org.stoa.testkit.TestContexts;

class TenantModuleResourceTest {

    private final UUID tenant = Ids.next();
    private final RecordingRegistry registry = new RecordingRegistry();
    private final TenantModuleResource resource = new TenantModuleResource(registry);
    private final CallContext writer = TestContexts.user(tenant, "tenant.module.write");

    @Test
    void bodySaysWhetherToSimulate() {
        resource.enableModule(writer, new EnableModule("crm", null));
        resource.enableModule(writer, new EnableModule("crm", false));
        resource.enableModule(writer, new EnableModule("crm", true));
        assertThat(registry.calls).containsExactly("enable crm", "enable crm", "simulate enable crm");
    }

    @Test
    void deletingDisablesUnlessPurgeIsAskedFor() {
        resource.disableOrPurgeModule(writer, "crm", false, false);
        resource.disableOrPurgeModule(writer, "crm", false, true);
        assertThat(registry.calls).containsExactly("disable crm", "simulate disable crm");
    }

    @Test
    void purgingNeedsAPermissionOfItsOwn() {
        ProblemException problem = refusal(() -> resource.disableOrPurgeModule(writer, "crm", true, true));
        assertThat(problem.getMessage())
                .isEqualTo("403 permission-denied: This needs the permission tenant.module.delete.");
        assertThat(registry.calls).isEmpty();

        CallContext purger = TestContexts.user(tenant, "tenant.module.write", "tenant.module.delete");
        resource.disableOrPurgeModule(purger, "crm", true, true);
        resource.disableOrPurgeModule(purger, "crm", true, false);
        assertThat(registry.calls).containsExactly("simulate purge crm", "purge crm");
    }

    @Test
    void viewJoinsWhatIsInstalledWithWhatTheTenantHas() {
        ModuleView view = resource.showModule(writer, "crm");
        assertThat(view.status()).isEqualTo(Status.ENABLED);
        assertThat(view.state()).isEqualTo(State.READY);
        assertThat(view.version()).isEqualTo("1.0.0");
        assertThat(view.installedVersion()).isEqualTo("1.1.0");
        assertThat(view.requires()).containsExactly("a", "b");
        assertThat(view.permissions()).containsExactly("tenant.crm.read");

        ModuleView gone = resource.showModule(writer, "gone");
        assertThat(gone.state()).isNull();
        assertThat(gone.installedVersion()).isNull();
        assertThat(gone.status()).isEqualTo(Status.DISABLED);

        assertThat(resource.listModules(writer).items()).containsExactly(view, gone);
        assertThat(resource.listModules(writer).nextCursor()).isNull();
        assertThat(refusal(() -> resource.showModule(writer, "nothing")).code())
                .isEqualTo(RegistryProblem.MODULE_NOT_FOUND);
    }

    @Test
    void operatorsSeeWhyAModuleWasRefused() {
        InstalledModuleView view = new PlatformModuleResource(registry, null)
                .listInstalledModules()
                .items()
                .get(1);
        assertThat(view.version()).isEqualTo("2.0.0");
        assertThat(view.state()).isEqualTo(State.FAILED);
        assertThat(view.problem()).isEqualTo("the id crm is taken");
        assertThat(view.permissions())
                .containsExactly(new InstalledModuleView.Permission("tenant.crm.read", "See people", List.of("User")));
    }

    @Test
    void everyOperationNamesItsPermission() {
        for (Class<?> type : List.of(TenantModuleResource.class, PlatformModuleResource.class)) {
            List<Method> operations = Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .toList();
            assertThat(operations)
                    .isNotEmpty()
                    .allMatch(method -> method.isAnnotationPresent(RequiresPermission.class));
        }
    }

    private static ProblemException refusal(Runnable work) {
        return catchThrowableOfType(ProblemException.class, work::run);
    }

    /** Remembers what it was asked for. */
    private final class RecordingRegistry implements ModuleRegistry {
        final List<String> calls = new ArrayList<>();

        @Override
        public List<InstalledModule> installed() {
            return List.of(module("1.1.0", State.READY, null), module("2.0.0", State.FAILED, "the id crm is taken"));
        }

        private InstalledModule module(String version, State state, String problem) {
            return new InstalledModule(
                    "crm",
                    "CRM",
                    "People.",
                    version,
                    state,
                    problem,
                    Set.of("b", "a"),
                    List.of(PermissionDefinition.of("tenant.crm.read", "See people", ShippedRole.USER)),
                    List.of(),
                    List.of());
        }

        @Override
        public List<TenantModule> modules(CallContext context, UUID tenantId) {
            assertThat(tenantId).isEqualTo(tenant);
            return List.of(
                    new TenantModule(tenantId, "crm", "CRM", "1.0.0", Status.ENABLED, null, null),
                    new TenantModule(tenantId, "gone", "gone", "1.0.0", Status.DISABLED, null, null));
        }

        @Override
        public Availability availability(UUID tenantId, String moduleId) {
            throw new UnsupportedOperationException("the resources do not ask");
        }

        @Override
        public ModulePlan enable(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
            return called("enable", tenantId, moduleId, simulate);
        }

        @Override
        public ModulePlan disable(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
            return called("disable", tenantId, moduleId, simulate);
        }

        @Override
        public ModulePlan purge(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
            return called("purge", tenantId, moduleId, simulate);
        }

        private ModulePlan called(String act, UUID tenantId, String moduleId, boolean simulate) {
            assertThat(tenantId).isEqualTo(tenant);
            calls.add((simulate ? "simulate " : "") + act + " " + moduleId);
            return new ModulePlan(tenantId, !simulate, List.of(), List.of(), Map.of());
        }
    }
}
