package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.lang.ref.WeakReference;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stoa.api.platform.RuleViolation;
import org.stoa.api.security.Public;
import org.stoa.api.security.RequiresPermission;

/** Resources that are looked at before their bundle is wired. */
class ResourceInspectionTest {

    private static final Set<String> PERMISSIONS = Set.of("tenant.stall.read", "tenant.thing.read");
    private static RestFixture fixture;

    @BeforeAll
    static void start() throws Exception {
        fixture = new RestFixture(RestFixture.settings(), true);
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    static Stream<Arguments> badResources() {
        return Stream.of(
                Arguments.of(PublishingTest.SaysNeither.class, "get", "operation-without-permission"),
                Arguments.of(PublishingTest.SaysBoth.class, "get", "operation-public-with-permission"),
                Arguments.of(PublishingTest.NamesNoPermission.class, "get", "permission-name"),
                Arguments.of(AsksForUndeclaredPermission.class, "get", "permission-not-declared"),
                Arguments.of(PublishingTest.LocatesAnother.class, "get", "operation-locator"),
                Arguments.of(PublishingTest.AsksForUnknownParameter.class, "get", "operation-unreadable"),
                Arguments.of(ContradictsConstraints.class, "get", "operation-unreadable"),
                Arguments.of(AsksForUnreadableQuery.class, "get", "operation-unreadable"),
                Arguments.of(HasWrongDefault.class, "get", "operation-unreadable"),
                Arguments.of(AsksForUnknownContext.class, "get", "operation-unreadable"),
                Arguments.of(HasTwoBodies.class, "post", "operation-unreadable"),
                Arguments.of(HasAbstractBody.class, "post", "operation-unreadable"),
                Arguments.of(Asynchronous.class, "get", "operation-asynchronous"),
                Arguments.of(AnswersOptions.class, "options", "operation-method"),
                Arguments.of(LeavesItsModule.class, "get", "resource-path"),
                Arguments.of(HasEscapes.class, "get", "resource-path"),
                Arguments.of(HasOpenBrace.class, "get", "resource-path"),
                Arguments.of(AnswersTwice.class, null, "resource-path"),
                Arguments.of(HasNoOperation.class, "", "resource-without-operation"),
                Arguments.of(StallModule.class, "", "resource-without-path"));
    }

    @ParameterizedTest
    @MethodSource("badResources")
    void eachRuleIsNamedWithWhatBreaksIt(Class<?> type, String method, String rule) {
        List<RuleViolation> violations = inspect("stall", StallResource.class, type);

        assertThat(violations).extracting(RuleViolation::rule).containsExactly(rule);
        RuleViolation violation = violations.get(0);
        if (method == null) {
            assertThat(violation.subject()).startsWith(type.getName() + ".");
        } else {
            assertThat(violation.subject()).isEqualTo(type.getName() + (method.isEmpty() ? "" : "." + method));
        }
        assertThat(violation.message()).isNotBlank();
    }

    @Test
    void everyViolationIsSaidAtOnce() {
        List<RuleViolation> violations = inspect(
                "stall", BreaksManyRules.class, PublishingTest.SaysNeither.class, PublishingTest.SaysBoth.class);

        assertThat(violations)
                .extracting(RuleViolation::rule)
                .containsExactlyInAnyOrder(
                        "operation-without-permission",
                        "operation-public-with-permission",
                        "operation-without-permission",
                        "operation-asynchronous",
                        "operation-unreadable",
                        "permission-not-declared");
    }

    @Test
    void twoResourcesCannotAnswerTheSameRequests() {
        List<RuleViolation> violations = inspect("stall", First.class, Second.class);

        assertThat(violations).extracting(RuleViolation::rule).containsExactly("resource-path");
        assertThat(violations.get(0).message()).contains(First.class.getName(), "GET same/{}");
    }

    @Test
    void moduleCannotBeWhereTheCoreIs() {
        assertThat(inspect("things", StallResource.class))
                .extracting(RuleViolation::rule, RuleViolation::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("resource-path", "things"));
        assertThat(inspect("Bad-1")).extracting(RuleViolation::rule).containsExactly("resource-path");
    }

    @Test
    void whatCanBePublishedHasNoViolations() {
        assertThat(inspect("stall", StallResource.class, FaultyResource.class)).isEmpty();
        assertThat(fixture.application
                        .inspection()
                        .inspect(
                                "stall",
                                Set.of(
                                        "tenant.thing.read",
                                        "tenant.thing.write",
                                        "tenant.thing.admin",
                                        "tenant.thing.delete"),
                                List.of(ThingResource.class, FullRuntimeTest.RichResource.class)))
                .isEmpty();
    }

    @Test
    void nothingOfTheClassesIsKept() throws Exception {
        OwnClasses.awaitCollected(inspected());
    }

    private static WeakReference<ClassLoader> inspected() throws Exception {
        ClassLoader loader = new OwnClasses(ThingResource.class, ResourceInspectionTest.class, PublishingTest.class);
        List<Class<?>> classes = List.of(
                loader.loadClass(ThingResource.class.getName()),
                loader.loadClass(HasAbstractBody.class.getName()),
                loader.loadClass(AnswersTwice.class.getName()),
                loader.loadClass(PublishingTest.BreaksTheRulesOfConstraints.class.getName()));
        assertThat(classes).allMatch(type -> type.getClassLoader() == loader);
        assertThat(fixture.application.inspection().inspect("stall", PERMISSIONS, classes))
                .hasSizeGreaterThan(2);
        return new WeakReference<>(loader);
    }

    private static List<RuleViolation> inspect(String module, Class<?>... resources) {
        return fixture.application.inspection().inspect(module, PERMISSIONS, List.of(resources));
    }

    /** Wants a permission that nobody can grant. */
    @Path("undeclared")
    public static final class AsksForUndeclaredPermission {
        @GET
        @RequiresPermission("tenant.other.read")
        public String get() {
            return "";
        }
    }

    /** Wants a type that no text can become. */
    @Path("query")
    public static final class AsksForUnreadableQuery {
        @GET
        @Public
        public String get(@QueryParam("q") WatchService service) {
            return "";
        }
    }

    /** Its default is none. */
    @Path("default")
    public static final class HasWrongDefault {
        @GET
        @Public
        public String get(@QueryParam("q") @DefaultValue("many") int count) {
            return "";
        }
    }

    /** Wants what nobody supplies. */
    @Path("context")
    public static final class AsksForUnknownContext {
        @GET
        @Public
        public String get(@Context Thread thread) {
            return "";
        }
    }

    /** Wants the body twice. */
    @Path("bodies")
    public static final class HasTwoBodies {
        @POST
        @Public
        public String post(StallResource.Goods one, StallResource.Goods other) {
            return "";
        }
    }

    /** Wants a body that nobody can make. */
    @Path("abstract")
    public static final class HasAbstractBody {
        @POST
        @Public
        public String post(Runnable body) {
            return "";
        }

        @POST
        @Path("text")
        @Consumes("text/plain")
        @Public
        public String text(CharSequence body) {
            return "";
        }
    }

    /** Answers later. */
    @Path("later")
    public static final class Asynchronous {
        @GET
        @Public
        public CompletionStage<String> get() {
            return null;
        }
    }

    /** Answers what the platform answers. */
    @Path("options")
    public static final class AnswersOptions {
        @OPTIONS
        @Public
        public String options() {
            return "";
        }
    }

    /** Steps up. */
    @Path("../things")
    public static final class LeavesItsModule {
        @GET
        @Public
        public String get() {
            return "";
        }
    }

    /** Steps up in disguise. */
    @Path("%2e%2e/things")
    public static final class HasEscapes {
        @GET
        @Public
        public String get() {
            return "";
        }
    }

    /** Forgot its brace. */
    @Path("{id")
    public static final class HasOpenBrace {
        @GET
        @Public
        public String get() {
            return "";
        }
    }

    /** Answers the same with two methods. */
    @Path("twice")
    public static final class AnswersTwice {
        @GET
        @Path("{a}")
        @Public
        public String one(@PathParam("a") String a) {
            return a;
        }

        @GET
        @Path("{b}")
        @Public
        public String other(@PathParam("b") String b) {
            return b;
        }
    }

    /** Has only methods. */
    @Path("nothing")
    public static final class HasNoOperation {
        public String get() {
            return "";
        }
    }

    /** Demands more than its interface. */
    @Path("constraints")
    public static final class ContradictsConstraints implements PublishingTest.Demanding {
        @Override
        @GET
        @Public
        public List<String> get(@QueryParam("id") @jakarta.validation.constraints.Size(max = 2) String id) {
            return List.of(id);
        }
    }

    /** Was never tried. */
    @Path("many")
    public static final class BreaksManyRules {
        @GET
        public CompletionStage<String> get(@PathParam("id") String id) {
            return null;
        }

        @POST
        @RequiresPermission("tenant.other.read")
        public String post() {
            return "";
        }
    }

    /** Came first. */
    @Path("same")
    public static final class First {
        @GET
        @Path("{id}")
        @Public
        public String get(@PathParam("id") String id) {
            return id;
        }
    }

    /** Came second. */
    @Path("same/{name}")
    public static final class Second {
        @GET
        @Public
        public String get(@PathParam("name") String name) {
            return name;
        }
    }
}
