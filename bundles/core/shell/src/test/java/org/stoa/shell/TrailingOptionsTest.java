package org.stoa.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.stoa.api.module.ModulePlan.Action;

class TrailingOptionsTest extends ShellTestBase {

    @Test
    void optionsMayStandBehindTheArguments() throws Exception {
        TenantCreateCommand create = new TenantCreateCommand();
        TrailingOptions.apply(
                create,
                List.of("--admin-email", "eva@example.com", "--own-realm", "--city=Bad Tölz", "--legal-name", "-"));
        assertThat(create.adminEmail).isEqualTo("eva@example.com");
        assertThat(create.ownRealm).isTrue();
        assertThat(create.city).isEqualTo("Bad Tölz");
        assertThat(create.legalName).isEqualTo("-");

        UserListCommand list = new UserListCommand();
        TrailingOptions.apply(list, List.of("--limit", "7"));
        assertThat(list.limit).isEqualTo(7);
    }

    @Test
    void commandsReadThemBeforeTheyWork() throws Exception {
        platform.addTenant("go-models", "Go Models Agency");
        platform.nextPlan = FakePlatform.plan(true, FakePlatform.step(Action.PURGE, "billing", "asked for"));
        ModulePurgeCommand command = new ModulePurgeCommand();
        command.tenants = platform.tenantService;
        command.registry = platform.registry;
        command.idOrIdentifier = "go-models";
        command.moduleId = "billing";
        command.trailing = List.of("--yes");

        run(command);

        assertThat(platform.calls).containsExactly("shell@go-models purge billing");
    }

    @Test
    void optionIsNotTakenForAMissingArgument() {
        TenantCreateCommand command = new TenantCreateCommand();
        command.identifier = "go-models";
        command.name = "--country=DE";
        assertThat(refusal(command)).isEqualTo("'--country=DE' stands where the argument name is expected.");
    }

    @Test
    void mistakesAreNamed() {
        assertThat(refusal("--colour", "red"))
                .isEqualTo("There is no option --colour. The option --help lists those there are.");
        assertThat(refusal("Models", "Agency"))
                .isEqualTo("'Models' is one argument too many. Put a value with blanks between quotation marks.");
        assertThat(refusal("--city")).isEqualTo("The option --city needs a value.");
        assertThat(refusal("--own-realm=maybe")).isEqualTo("The option --own-realm must be true or false.");
        CommandException number = catchThrowableOfType(
                CommandException.class, () -> TrailingOptions.apply(new UserListCommand(), List.of("--limit", "many")));
        assertThat(number).hasMessage("The option --limit must be a whole number.");
    }

    private static String refusal(String... words) {
        return catchThrowableOfType(
                        CommandException.class, () -> TrailingOptions.apply(new TenantCreateCommand(), List.of(words)))
                .getMessage();
    }
}
