package org.stoa.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.people.User;
import org.stoa.api.tenant.Tenant;

class UserCommandsTest extends ShellTestBase {

    private Tenant goModels;

    @BeforeEach
    void addTenants() {
        goModels = platform.addTenant("go-models", "Go Models Agency");
        platform.addUser(platform.addTenant("pets", "Pets"), "paul@example.com", "Paul", "User");
    }

    @Test
    void usersOfOneTenantAreListed() throws Exception {
        platform.addUser(goModels, "eva@example.com", "Eva", "Tenant Admin", "User");
        UserListCommand command = new UserListCommand();
        command.tenants = platform.tenantService;
        command.users = platform.userService;
        command.idOrIdentifier = "go-models";

        assertThat(run(command))
                .isEqualTo(
                        """
                E-mail          | Name | Status | Roles              | Last login | Id
                ----------------+------+--------+--------------------+------------+-------------------------------------
                eva@example.com | Eva  | ACTIVE | Tenant Admin, User | -          | 00000000-0000-0002-0000-000000000001
                """);
    }

    @Test
    void createdUserHasARoleAndThePasswordIsNotPrinted() throws Exception {
        UserCreateCommand command = create();
        command.password = "correct horse battery";
        command.role = "Tenant Admin";

        assertThat(run(command))
                .isEqualTo("User eva@example.com was added to go-models as Tenant Admin, with the id"
                        + " 00000000-0000-0002-0000-000000000063.\n");
        assertThat(platform.calls)
                .containsExactly("shell@go-models create eva@example.com Eva correct horse battery Tenant Admin");
    }

    @Test
    void withoutPasswordALinkIsMailed() throws Exception {
        assertThat(run(create()))
                .endsWith("A person who is new to the platform gets an e-mail with a link to set a password.\n");
        assertThat(platform.calls).containsExactly("shell@go-models create eva@example.com Eva null User");
    }

    @Test
    void userIsSuspendedByAddressInAnyCaseHoweverFarDownTheList() throws Exception {
        platform.addUser(goModels, "eva@example.com", "Eva", "User");
        for (int i = 0; i < 150; i++) {
            platform.addUser(goModels, "u" + i + "@example.com", "U", "User");
        }
        assertThat(run(suspend("EVA@Example.com"))).isEqualTo("User eva@example.com of go-models is SUSPENDED.\n");
    }

    @Test
    void userIsResumedById() throws Exception {
        User eva = platform.addUser(goModels, "eva@example.com", "Eva", "User");
        UserResumeCommand command = new UserResumeCommand();
        command.tenants = platform.tenantService;
        command.users = platform.userService;
        command.idOrIdentifier = "go-models";
        command.emailOrId = eva.id().toString();
        assertThat(run(command)).isEqualTo("User eva@example.com of go-models is ACTIVE.\n");
        assertThat(platform.calls).containsExactly("shell@go-models changeStatus ACTIVE");
    }

    @Test
    void userOfAnotherTenantIsNotFound() {
        assertThat(refusal(suspend("paul@example.com")))
                .isEqualTo("Tenant go-models has no user with the e-mail address paul@example.com.");
        assertThat(refusal(suspend("paul"))).isEqualTo("'paul' is neither an e-mail address nor an id of a user.");
    }

    @Test
    void passwordResetDoesNotTellWhetherSomebodyHasTheAddress() throws Exception {
        UserResetPasswordCommand command = new UserResetPasswordCommand();
        command.tenants = platform.tenantService;
        command.users = platform.userService;
        command.email = "eva@example.com";
        assertThat(run(command))
                .isEqualTo("If there is a person with the e-mail address eva@example.com, a link to set a new password"
                        + " is on its way.\n");
        command.idOrIdentifier = "go-models";
        run(command);
        assertThat(platform.calls)
                .containsExactly(
                        "shell@platform requestPasswordReset eva@example.com null",
                        "shell@go-models requestPasswordReset eva@example.com go-models");
    }

    private UserCreateCommand create() {
        UserCreateCommand command = new UserCreateCommand();
        command.tenants = platform.tenantService;
        command.users = platform.userService;
        command.idOrIdentifier = "go-models";
        command.email = "eva@example.com";
        command.name = "Eva";
        return command;
    }

    private UserSuspendCommand suspend(String emailOrId) {
        UserSuspendCommand command = new UserSuspendCommand();
        command.tenants = platform.tenantService;
        command.users = platform.userService;
        command.idOrIdentifier = "go-models";
        command.emailOrId = emailOrId;
        return command;
    }
}
