package org.stoa.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stoa.access.apikey.ApiKeyResource;
import org.stoa.access.identity.EmailVerificationResource;
import org.stoa.access.identity.MyEmailVerificationResource;
import org.stoa.access.identity.MyPasswordResource;
import org.stoa.access.identity.MyTotpResource;
import org.stoa.access.identity.PasswordResetResource;
import org.stoa.access.session.AuthenticationResource;
import org.stoa.access.session.MeResource;
import org.stoa.access.session.MySessionsResource;
import org.stoa.api.security.Public;
import org.stoa.api.security.RequiresPermission;

class SignInResourcesTest {

    private static final List<Class<?>> RESOURCES = List.of(
            AuthenticationResource.class,
            PasswordResetResource.class,
            EmailVerificationResource.class,
            MeResource.class,
            MySessionsResource.class,
            MyPasswordResource.class,
            MyTotpResource.class,
            MyEmailVerificationResource.class,
            ApiKeyResource.class);

    private static Stream<Method> operations() {
        return RESOURCES.stream()
                .flatMap(resource -> Stream.of(resource.getDeclaredMethods()))
                .filter(method -> Stream.of(GET.class, POST.class, PUT.class, DELETE.class)
                        .anyMatch(method::isAnnotationPresent));
    }

    @Test
    void onlyWhatNobodyCanSignInForIsPublic() {
        Set<String> open = operations()
                .filter(method -> method.isAnnotationPresent(Public.class))
                .map(Method::getName)
                .collect(Collectors.toSet());

        assertThat(open)
                .containsExactlyInAnyOrder(
                        "login", "refresh", "requestPasswordReset", "confirmPasswordReset", "confirmEmail");
        assertThat(operations())
                .allMatch(method -> method.isAnnotationPresent(Public.class)
                        != method.isAnnotationPresent(RequiresPermission.class));
    }

    @Test
    void everyBodyIsRequiredAndValidated() {
        List<Parameter> bodies = operations()
                .flatMap(method -> Stream.of(method.getParameters()))
                .filter(parameter -> parameter.getType().isRecord() && !parameter.isAnnotationPresent(Context.class))
                .toList();

        assertThat(bodies).hasSize(11).allSatisfy(body -> assertThat(body.getAnnotations())
                .extracting(Annotation::annotationType)
                .contains(NotNull.class, Valid.class));
    }
}
