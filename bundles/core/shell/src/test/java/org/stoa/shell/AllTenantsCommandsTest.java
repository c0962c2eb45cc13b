package org.stoa.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.stoa.api.platform.AllTenantModules;
import org.stoa.api.security.CallContext;

class AllTenantsCommandsTest extends ShellTestBase {

    private final FakeAllTenants tenants = new FakeAllTenants();

    @Test
    void enablingTellsHowFarItIs() throws Exception {
        tenants.changed = 2100;
        assertThat(run(prepared(new ModuleEnableAllCommand())))
                .isEqualTo(
                        """
                1000 tenants, 1000 changed
                2000 tenants, 2000 changed
                Module billing is enabled for 2100 of 2100 tenants; 2100 changed.
                """);
        assertThat(tenants.calls).isEqualTo("shell enable billing");
    }

    @Test
    void disablingSaysSo() throws Exception {
        tenants.changed = 1;
        assertThat(run(prepared(new ModuleDisableAllCommand())))
                .isEqualTo("Module billing is off for 1 of 1 tenants; 1 changed.\n");
        assertThat(tenants.calls).isEqualTo("shell disable billing");
    }

    @Test
    void refusalsEndTheCommandWithAFailure() {
        tenants.changed = 1;
        tenants.refusals = List.of("acme: has no tax id", "other: has no tax id");
        tenants.refused = 3;
        FakeSession session = new FakeSession();
        AllTenantsModuleCommand command = prepared(new ModuleEnableAllCommand());
        command.session = session;

        CommandException failure = catchThrowableOfType(CommandException.class, command::execute);

        assertThat(failure.getMessage()).isEqualTo("3 tenants were refused; the first of them are shown.");
        assertThat(session.printed())
                .isEqualTo(
                        """
                Module billing is enabled for 1 of 4 tenants; 1 changed.
                acme: has no tax id
                other: has no tax id
                """);
    }

    private <C extends AllTenantsModuleCommand> C prepared(C command) {
        command.allTenants = tenants;
        command.moduleId = "billing";
        return command;
    }

    /** Changes a hundred tenants at a time. */
    private static final class FakeAllTenants implements AllTenantModules {
        long changed;
        long refused;
        List<String> refusals = List.of();
        String calls = "";

        @Override
        public Progress enable(CallContext context, String moduleId, Consumer<Progress> listener) {
            return call(context, "enable", moduleId, listener);
        }

        @Override
        public Progress disable(CallContext context, String moduleId, Consumer<Progress> listener) {
            return call(context, "disable", moduleId, listener);
        }

        private Progress call(CallContext context, String act, String moduleId, Consumer<Progress> listener) {
            calls += context.caller().name() + " " + act + " " + moduleId;
            LongStream.rangeClosed(1, changed / 100)
                    .forEach(page -> listener.accept(new Progress(page * 100, 0, 0, List.of())));
            return new Progress(changed, 0, refused, refusals);
        }
    }
}
