package org.stoa.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.stoa.api.module.TenantModule.Status;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;

class TenantCommandsTest extends ShellTestBase {

    @Test
    void listIsATableNewestFirst() throws Exception {
        platform.addTenant("go-models", "Go Models Agency");
        platform.addTenant("pets", "Pets & More");

        assertThat(run(list()))
                .isEqualTo(
                        """
                Identifier | Name             | Status | Tier    | Created
                -----------+------------------+--------+---------+---------------------
                pets       | Pets & More      | ACTIVE | starter | 2025-03-01T10:15:30Z
                go-models  | Go Models Agency | ACTIVE | starter | 2025-03-01T10:15:30Z
                """);
    }

    @Test
    void emptyListSaysSo() throws Exception {
        assertThat(run(list())).contains("There is no tenant.");
    }

    @Test
    void listStopsAtItsLimitAndTellsThatThereIsMore() throws Exception {
        for (int i = 0; i < 250; i++) {
            platform.addTenant("t" + i, "Tenant " + i);
        }
        TenantListCommand command = list();
        command.limit = 201;
        assertThat(run(command)).contains("\nt49 ").doesNotContain("\nt48 ").endsWith("raise --limit to see them.\n");

        command.limit = 250;
        assertThat(run(command)).contains("\nt0 ").doesNotContain("--limit");

        command.limit = 0;
        assertThat(refusal(command)).isEqualTo("--limit must be 1 or more.");
    }

    @Test
    void listCanBeFilteredByStatusInAnyCase() throws Exception {
        platform.addTenant("go-models", "Go Models Agency");
        TenantListCommand command = list();
        command.status = "suspended";
        assertThat(run(command)).contains("There is no tenant.");
        assertThat(platform.calls).containsExactly("shell@platform list SUSPENDED");

        command.status = "asleep";
        assertThat(refusal(command))
                .isEqualTo("'asleep' is not a status: use one of ACTIVE, TRIAL, SUSPENDED, INACTIVE.");
    }

    @Test
    void createPassesEverythingOnAndSaysWhatIsNext() throws Exception {
        platform.addTenant("holding", "Holding");
        TenantCreateCommand command = create();
        command.parent = "holding";
        command.adminEmail = "eva@example.com";
        command.adminPassword = "correct horse battery";
        command.legalName = "Go Models Agency GmbH";
        command.country = "DE";

        String printed = run(command);

        assertThat(printed)
                .startsWith("Tenant go-models was created with the id ")
                .endsWith("eva@example.com can sign in.\n")
                .doesNotContain("correct horse");
        assertThat(platform.calls)
                .singleElement()
                .asString()
                .startsWith("shell@platform create NewTenant[identifier=go-models, name=Go Models Agency")
                .contains("parentId=" + platform.tenants.get(1).id())
                .contains("Company[legalName=Go Models Agency GmbH", "country=DE")
                .contains(
                        "Administrator[email=eva@example.com, password=correct horse battery, displayName=eva@example.com]");
    }

    @Test
    void createWithoutAdministratorTellsHowToAddOne() throws Exception {
        assertThat(run(create()))
                .endsWith("It has no administrator yet: user:create go-models EMAIL NAME --role \"Tenant Admin\"\n");
    }

    @Test
    void administratorNeedsAnAddress() {
        TenantCreateCommand command = create();
        command.adminPassword = "correct horse battery";
        assertThat(refusal(command)).isEqualTo("An administrator needs --admin-email.");
        assertThat(platform.calls).isEmpty();
    }

    @Test
    void refusalShowsFieldsAndCodeInPlainSentences() {
        platform.refusal = ProblemException.of(CommonProblem.INVALID_REQUEST, "name must not be blank")
                .withField("identifier", "must be 2 to 63 lower-case letters, digits and inner hyphens")
                .withField("name", "must not be blank");

        assertThat(refusal(create()))
                .isEqualTo(
                        """
                The request is not valid: name must not be blank
                  identifier must be 2 to 63 lower-case letters, digits and inner hyphens
                (code invalid-request)""");
    }

    @Test
    void refusalIsOfTheOneClassThatKarafPrintsWithoutATrace() {
        platform.refusal = ProblemException.of(CommonProblem.DATABASE_UNAVAILABLE);
        TenantListCommand command = list();
        command.session = new FakeSession();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(command::execute))
                .isExactlyInstanceOf(CommandException.class)
                .hasNoCause();
    }

    @Test
    void unknownTenantIsRefused() {
        TenantSuspendCommand command = suspend("nobody");
        assertThat(refusal(command))
                .isEqualTo(
                        """
                Not found: There is no tenant with this id.
                (code not-found)""");
    }

    @Test
    void suspendAndResumeChangeTheStatus() throws Exception {
        platform.addTenant("go-models", "Go Models Agency");
        assertThat(run(suspend("go-models")))
                .isEqualTo("Tenant go-models is SUSPENDED: nobody of it can sign in or work.\n");

        TenantResumeCommand resume = new TenantResumeCommand();
        resume.tenants = platform.tenantService;
        resume.idOrIdentifier = "go-models";
        assertThat(run(resume)).isEqualTo("Tenant go-models is ACTIVE.\n");
        resume.trial = true;
        assertThat(run(resume)).isEqualTo("Tenant go-models is TRIAL.\n");
        assertThat(platform.calls)
                .containsExactly(
                        "shell@platform changeStatus SUSPENDED",
                        "shell@platform changeStatus ACTIVE",
                        "shell@platform changeStatus TRIAL");
    }

    @Test
    void showListsDetailsAndModules() throws Exception {
        platform.addTenant("go-models", "Go Models Agency");
        platform.addTenantModule("billing", Status.ENABLED, FakePlatform.NOW);
        platform.addTenantModule("hello", Status.AVAILABLE, null);
        TenantShowCommand command = new TenantShowCommand();
        command.tenants = platform.tenantService;
        command.registry = platform.registry;
        command.idOrIdentifier = "go-models";

        assertThat(run(command))
                .contains("Identifier  | go-models\n")
                .contains("Legal name  | -\n")
                .contains("Features    | beta, reports\n")
                .contains("Modules     | billing ENABLED\n")
                .contains("Created     | 2025-03-01T10:15:30Z\n");
    }

    private TenantListCommand list() {
        TenantListCommand command = new TenantListCommand();
        command.tenants = platform.tenantService;
        return command;
    }

    private TenantCreateCommand create() {
        TenantCreateCommand command = new TenantCreateCommand();
        command.tenants = platform.tenantService;
        command.identifier = "go-models";
        command.name = "Go Models Agency";
        return command;
    }

    private TenantSuspendCommand suspend(String identifier) {
        TenantSuspendCommand command = new TenantSuspendCommand();
        command.tenants = platform.tenantService;
        command.idOrIdentifier = identifier;
        return command;
    }
}
