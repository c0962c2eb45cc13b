package org.stoa.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Completer;
import org.junit.jupiter.api.Test;

/** What Karaf needs of the classes that it finds by scanning this package. */
class CommandClassesTest {

    /** Scopes of the commands that Karaf brings along. */
    private static final Set<String> KARAF_SCOPES = Set.of(
            "bundle",
            "config",
            "dev",
            "diagnostic",
            "feature",
            "http",
            "instance",
            "jaas",
            "jms",
            "kar",
            "log",
            "package",
            "scr",
            "service",
            "shell",
            "ssh",
            "system",
            "web",
            "*");

    @Test
    void everyCommandAndCompleterCanBeMadeByKaraf() throws Exception {
        List<Class<?>> classes = concreteClasses();
        assertThat(classes).hasSizeGreaterThan(15);
        for (Class<?> type : classes) {
            assertThat(type).hasAnnotation(Service.class);
            assertThat(Modifier.isPublic(type.getModifiers()))
                    .as("public %s", type)
                    .isTrue();
            assertThat(type.getConstructor()).isNotNull();
        }
    }

    @Test
    void namesAreGuessableAndNotThoseOfKaraf() throws Exception {
        List<String> names = new ArrayList<>();
        for (Class<?> type : concreteClasses()) {
            Command command = type.getAnnotation(Command.class);
            if (command != null) {
                assertThat(KARAF_SCOPES).doesNotContain(command.scope());
                assertThat(command.description()).isNotBlank();
                names.add(command.scope() + ":" + command.name());
            }
        }
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "tenant:list",
                        "tenant:create",
                        "tenant:show",
                        "tenant:suspend",
                        "tenant:resume",
                        "module:list",
                        "module:plan",
                        "module:enable",
                        "module:disable",
                        "module:enable-all",
                        "module:disable-all",
                        "module:purge",
                        "module:install",
                        "module:rollback",
                        "module:finish",
                        "module:remove",
                        "module:canary",
                        "module:pin",
                        "module:rollouts",
                        "module:deployments",
                        "user:list",
                        "user:create",
                        "user:suspend",
                        "user:resume",
                        "user:reset-password");
    }

    @Test
    void passwordsAreMasked() throws Exception {
        List<Option> passwords = new ArrayList<>();
        for (Field field : fields()) {
            Option option = field.getAnnotation(Option.class);
            if (option != null && option.name().contains("password")) {
                passwords.add(option);
            }
        }
        assertThat(passwords).hasSize(2).allMatch(Option::censor);
    }

    @Test
    void everyTenantModuleAndUserArgumentIsCompleted() throws Exception {
        int completed = 0;
        for (Field field : fields()) {
            Argument argument = field.getAnnotation(Argument.class);
            if (argument != null && Set.of("tenant", "module", "user").contains(argument.name())) {
                Completion completion = field.getAnnotation(Completion.class);
                assertThat(completion).as(field.toString()).isNotNull();
                assertThat(completion.value()).hasAnnotation(Service.class);
                completed++;
            }
        }
        assertThat(completed).isGreaterThan(8);
    }

    private static List<Field> fields() throws IOException, URISyntaxException {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type : classes()) {
            fields.addAll(Arrays.asList(type.getDeclaredFields()));
        }
        return fields;
    }

    private static List<Class<?>> concreteClasses() throws IOException, URISyntaxException {
        return classes().stream()
                .filter(type -> Action.class.isAssignableFrom(type) || Completer.class.isAssignableFrom(type))
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .toList();
    }

    private static List<Class<?>> classes() throws IOException, URISyntaxException {
        Path root = Path.of(PlatformCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve("org/stoa/shell"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                classes.add(load(name));
            }
        }
        return classes;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
