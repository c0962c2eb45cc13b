package org.stoa.access.role;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stoa.api.security.Public;
import org.stoa.api.security.RequiresPermission;

class CorePermissionsTest {

    private static final List<Class<? extends Annotation>> VERBS =
            List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);

    @Test
    void everyOperationOfThisBundleAsksForAKnownPermissionOrIsPublic() throws Exception {
        Set<String> known = CorePermissions.all().stream()
                .map(definition -> definition.name().toString())
                .collect(Collectors.toSet());

        List<Method> operations =
                resources().flatMap(CorePermissionsTest::operations).toList();

        assertThat(operations).hasSizeGreaterThan(40).allSatisfy(operation -> {
            RequiresPermission required = operation.getAnnotation(RequiresPermission.class);
            assertThat(required == null).isEqualTo(operation.isAnnotationPresent(Public.class));
            if (required != null) {
                assertThat(known).as(operation.toString()).contains(required.value());
            }
        });
    }

    @Test
    void namesAreUniqueAndDescribed() {
        assertThat(CorePermissions.all())
                .extracting(definition -> definition.name())
                .doesNotHaveDuplicates();
        assertThat(CorePermissions.all())
                .noneMatch(definition -> definition.description().isBlank());
    }

    private static Stream<Method> operations(Class<?> resource) {
        return Arrays.stream(resource.getMethods())
                .filter(method -> VERBS.stream().anyMatch(method::isAnnotationPresent));
    }

    private static Stream<Class<?>> resources() throws IOException, URISyntaxException {
        java.nio.file.Path root = java.nio.file.Path.of(CorePermissions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<java.nio.file.Path> files;
        try (Stream<java.nio.file.Path> walk = Files.walk(root)) {
            files = walk.filter(file -> file.toString().endsWith("Resource.class"))
                    .toList();
        }
        return files.stream()
                .map(file -> root.relativize(file).toString().replace('/', '.').replace(".class", ""))
                .<Class<?>>map(CorePermissionsTest::load)
                .filter(type -> type.isAnnotationPresent(Path.class));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
