package org.stoa.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.support.completers.ArgumentCommandLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.module.InstalledModule.State;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;

class CompletersTest extends ShellTestBase {

    private final TenantCompleter tenants = new TenantCompleter();
    private final UserCompleter users = new UserCompleter();

    @BeforeEach
    void fill() {
        tenants.tenants = platform.tenantService;
        users.tenants = platform.tenantService;
        users.users = platform.userService;
        platform.addUser(platform.addTenant("go-models", "Go Models"), "eva@example.com", "Eva");
        platform.addUser(platform.addTenant("go-pets", "Go Pets"), "paul@example.com", "Paul");
        platform.addTenant("studio", "Studio");
    }

    @Test
    void tenantsAreCompletedByIdentifier() {
        assertThat(complete(tenants, "module:list", "go")).containsExactly("go-models ", "go-pets ");
        assertThat(complete(tenants, "module:list", "x")).isEmpty();
    }

    @Test
    void usersAreThoseOfTheTenantBefore() {
        assertThat(complete(users, "user:suspend", "go-models", "")).containsExactly("eva@example.com ");
        assertThat(complete(users, "user:suspend", "--flag", "go-pets", "")).containsExactly("paul@example.com ");
        assertThat(complete(users, "user:suspend", "nobody", "")).isEmpty();
        assertThat(complete(users, "user:suspend", "")).isEmpty();
    }

    @Test
    void argumentsBeforeTheWordAreRecognizedAlone() {
        List<String> candidates = new ArrayList<>();
        int position = tenants.complete(new FakeSession(), new ArgumentCommandLine("go-pets", 7), candidates);
        assertThat(position).isNotEqualTo(-1);
        assertThat(candidates).containsExactly("go-pets ");
    }

    @Test
    void modulesAreCompletedById() {
        ModuleCompleter modules = new ModuleCompleter();
        modules.registry = platform.registry;
        platform.addModule("billing", State.READY, null);
        platform.addModule("booking", State.FAILED, "broken");
        assertThat(complete(modules, "module:enable", "go-models", "b")).containsExactly("billing ", "booking ");
    }

    @Test
    void rolesWithBlanksAreQuoted() {
        assertThat(complete(new RoleCompleter(), "user:create", "--role", ""))
                .contains("\"Tenant Admin\" ", "User ")
                .noneMatch(role -> role.contains("Super Admin"));
    }

    @Test
    void databaseThatIsAwayLeavesTheLineAlone() {
        platform.refusal = ProblemException.of(CommonProblem.DATABASE_UNAVAILABLE);
        assertThat(complete(tenants, "module:list", "go")).isEmpty();
    }

    private static List<String> complete(WordCompleter completer, String... words) {
        List<String> candidates = new ArrayList<>();
        completer.complete(new FakeSession(), new Line(words), candidates);
        return candidates;
    }

    /** A command line with the cursor at its end. */
    private record Line(String... words) implements CommandLine {
        @Override
        public int getCursorArgumentIndex() {
            return words.length - 1;
        }

        @Override
        public String getCursorArgument() {
            return words[words.length - 1];
        }

        @Override
        public int getArgumentPosition() {
            return getCursorArgument().length();
        }

        @Override
        public String[] getArguments() {
            return words;
        }

        @Override
        public int getBufferPosition() {
            return getBuffer().length();
        }

        @Override
        public String getBuffer() {
            return String.join(" ", words);
        }
    }
}
