package org.stoa.rest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.security.PermissionName;

class RouterTest {

    private final Router router = new Router(Stream.of(
                    "tenants",
                    "tenants/{tenant}",
                    "tenants/{tenant}/users/{id}",
                    "tenants/{tenant}/users/me",
                    "tenants/{tenant}/{kind}/all",
                    "files/{path: .+}",
                    "files/{name}.json",
                    "codes/{code: [A-Z]{2}(?:-[0-9]+)?}/{rest: (a|b)}",
                    "plain.name/x")
            .map(path -> operation("GET", path))
            .toList());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/tenants|tenants|",
                "/tenants/a|tenants/{tenant}|a",
                "/tenants/a%20%C3%BC|tenants/{tenant}|a ü",
                "/%74enants|tenants|",
                "/tenants/a/users/b|tenants/{tenant}/users/{id}|a,b",
                "/tenants/a/users/me|tenants/{tenant}/users/me|a",
                "/tenants/a/users/all|tenants/{tenant}/users/{id}|a,all",
                "/tenants/a/roles/all|tenants/{tenant}/{kind}/all|a,roles",
                "/files/a/b/c.txt|files/{path}|a/b/c.txt",
                "/files/x.json|files/{name}.json|x",
                "/codes/DE-12/a|codes/{code}/{rest}|DE-12,a",
                "/plain.name/x|plain.name/x|"
            })
    void pathFindsItsOperation(String path, String template, String values) {
        Router.Match match = router.match("GET", path);

        assertThat(match.operation().template().toString()).isEqualTo(template);
        assertThat(String.join(",", match.values())).isEqualTo(values == null ? "" : values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/tenants/",
                "/tenants//users/b",
                "//tenants",
                "/tenants/a/users",
                "/Tenants",
                "/codes/de/a",
                "/codes/DE-12/c",
                "/plainXname/x",
                "/files/",
                "/tenants/a/users/b/c"
            })
    void otherPathsFindNothing(String path) {
        assertThat(router.match("GET", path)).isNull();
    }

    @Test
    void headMeansGetAndNothingElseDoes() {
        assertThat(router.match("HEAD", "/tenants")).isNotNull();
        assertThat(router.match("POST", "/tenants")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/{b", "a/{}", "{a}/{a}", "{a: [}"})
    void templatesThatMakeNoSenseAreRefused(String template) {
        assertThatThrownBy(() -> PathTemplate.of(template)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Operation operation(String method, String path) {
        OperationModel model = new OperationModel(
                method,
                PathTemplate.of(path),
                Object.class,
                RouterTest.class.getDeclaredMethods()[0],
                PermissionName.parse("tenant.thing.read"),
                List.of(),
                List.of(),
                List.of(),
                true);
        return new Operation(model, "/api/v1", call -> {}, null);
    }
}
