package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.ADMIN;
import static org.stoa.rest.RestFixture.READER;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.module.ModuleRegistry.Availability;
import org.stoa.api.security.Public;
import org.stoa.api.security.RequiresPermission;
import org.stoa.rest.Http.Answer;

/** Modules that come, change and go while requests run. */
class PublishingTest {

    private static final ClassLoader LOADER = PublishingTest.class.getClassLoader();
    private static final String GOODS = "/api/v1/stall/goods";
    private static final Duration HOLD = Duration.ofSeconds(2);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private RestFixture fixture;
    private RestApplication application;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        fixture = new RestFixture(RestFixture.settings().withPatience(HOLD, Duration.ofSeconds(10)), true);
        application = fixture.application;
        http = fixture.http;
    }

    @AfterEach
    void stop() throws Exception {
        threads.shutdownNow();
        fixture.close();
    }

    @Test
    void newVersionTakesThePlaceOfTheOld() throws Exception {
        publish(new StallResource("second"));
        fixture.settle();

        assertThat(version(http.get(GOODS, ADMIN))).isEqualTo("second");
    }

    @Test
    void requestsThatRunFinishInTheVersionTheyBeganIn() throws Exception {
        StallResource old = new StallResource("old");
        publish(old);
        fixture.settle();
        Future<Answer> slow = threads.submit(() -> http.get(GOODS + "/slow", ADMIN));
        assertThat(old.running.await(20, TimeUnit.SECONDS)).isTrue();

        Future<?> change = threads.submit(() -> publish(new StallResource("new")));
        awaitVersion("new");
        assertThat(change.isDone()).isFalse();
        old.released.countDown();

        assertThat(version(slow.get(20, TimeUnit.SECONDS))).isEqualTo("old");
        change.get(20, TimeUnit.SECONDS);
    }

    @Test
    void withdrawalWaitsForRequestsThatRun() throws Exception {
        StallResource resource = new StallResource("only");
        publish(resource);
        fixture.settle();
        Future<Answer> slow = threads.submit(() -> http.get(GOODS + "/slow", ADMIN));
        assertThat(resource.running.await(20, TimeUnit.SECONDS)).isTrue();

        Future<?> withdrawal = threads.submit(() -> application.withdraw("org.stoa.stall"));
        Future<Answer> waiting = threads.submit(() -> http.get(GOODS, ADMIN));
        assertThat(withdrawal.isDone()).isFalse();
        resource.released.countDown();

        assertThat(slow.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
        withdrawal.get(20, TimeUnit.SECONDS);
        assertThat(waiting.get(20, TimeUnit.SECONDS).status()).isIn(200, 404);
    }

    @Test
    void requestsToAModuleThatIsReplacedWaitForTheNewOne() throws Exception {
        application.withdraw("org.stoa.stall");
        fixture.settle();
        Future<Answer> waiting = threads.submit(() -> http.get(GOODS, ADMIN));
        Future<Answer> elsewhere = threads.submit(() -> http.get("/api/v1/things", ADMIN));
        assertThat(elsewhere.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);

        publish(new StallResource("back"));

        assertThat(version(waiting.get(20, TimeUnit.SECONDS))).isEqualTo("back");
    }

    @Test
    void moduleThatDoesNotComeBackIsAnUnknownPath() throws Exception {
        try (RestFixture impatient = new RestFixture(
                RestFixture.settings().withPatience(Duration.ofMillis(50), Duration.ofSeconds(1)), true)) {
            impatient.application.withdraw("org.stoa.stall");
            impatient.settle();

            assertThat(impatient.http.get(GOODS, ADMIN).status()).isEqualTo(404);
            assertThat(impatient.http.get(GOODS).status()).isEqualTo(404);
        }
    }

    @Test
    void moduleThatComesAndGoesDisturbsNobodyAndLosesNoRequest() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Future<Integer>> clients = new ArrayList<>();
        for (String path : List.of(GOODS, "/api/v1/things", GOODS, "/api/v1/things/" + ThingResource.ID)) {
            clients.add(threads.submit(() -> {
                int answers = 0;
                while (!over.get()) {
                    Answer answer = http.get(path, ADMIN);
                    assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(200);
                    answers++;
                }
                return answers;
            }));
        }
        try {
            for (int i = 0; i < 20; i++) {
                if (i % 2 == 0) {
                    application.withdraw("org.stoa.stall");
                }
                publish(new StallResource("v" + i));
                if (i % 5 == 0) {
                    application.publishCore("org.stoa.more", LOADER, List.of(new MoreResource()));
                } else if (i % 5 == 3) {
                    application.withdraw("org.stoa.more");
                }
                awaitVersion("v" + i);
            }
        } finally {
            over.set(true);
        }
        for (Future<Integer> client : clients) {
            assertThat(client.get(20, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void manyModulesMayComeAtOnce() throws Exception {
        List<Callable<Void>> arrivals = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String id = "m" + i;
            fixture.platform.set(Platform.ACME, id, Availability.ENABLED);
            arrivals.add(() -> {
                application.publishModule(
                        "org.stoa." + id, new StallModule(id), "1.0.0", LOADER, List.of(new StallResource(id)));
                return null;
            });
        }
        for (Future<Void> arrival : threads.invokeAll(arrivals)) {
            arrival.get();
        }
        fixture.settle();

        for (int i = 0; i < 12; i++) {
            assertThat(version(http.get("/api/v1/m" + i + "/goods", ADMIN))).isEqualTo("m" + i);
        }
    }

    @Test
    void moduleCannotTakeAPathOfTheCore() throws Exception {
        fixture.platform.set(Platform.ACME, "things", Availability.ENABLED);
        application.publishModule(
                "org.stoa.bad", new StallModule("things"), "1.0.0", LOADER, List.of(new StallResource("x")));
        fixture.settle();

        assertThat(http.get("/api/v1/things", ADMIN).status()).isEqualTo(200);
        assertThat(http.get("/api/v1/things/goods", ADMIN).status()).isEqualTo(404);
    }

    @Test
    void pathOfTheCoreWinsOverAModuleThatCameBefore() throws Exception {
        fixture.platform.set(Platform.ACME, "more", Availability.ENABLED);
        application.publishModule(
                "org.stoa.early", new StallModule("more"), "1.0.0", LOADER, List.of(new StallResource("x")));
        fixture.settle();
        assertThat(http.get("/api/v1/more/goods", ADMIN).status()).isEqualTo(200);

        application.publishCore("org.stoa.more", LOADER, List.of(new MoreResource()));
        fixture.settle();

        awaitStatus("/api/v1/more", 200);
        assertThat(http.get("/api/v1/more/goods", ADMIN).status()).isEqualTo(404);
    }

    @Test
    void resourcesThatNeverBecomeWholeAreServedAllTheSame() throws Exception {
        fixture.platform.set(Platform.ACME, "more", Availability.ENABLED);
        application.expectOfCore("org.stoa.never");
        application.publishCore("org.stoa.more", LOADER, List.of(new MoreResource()), false);
        application.publishModule(
                "org.stoa.part", new StallModule("part"), "1.0.0", LOADER, List.of(new StallResource("x")), false);
        fixture.platform.set(Platform.ACME, "part", Availability.ENABLED);
        fixture.settle();

        assertThat(http.get("/api/v1/more", ADMIN).status()).isEqualTo(200);
        assertThat(http.get("/api/v1/part/goods", ADMIN).status()).isEqualTo(200);
    }

    @Test
    void idThatIsNoneIsRefused() throws Exception {
        application.publishModule(
                "org.stoa.bad", new StallModule("Bad-1"), "1.0.0", LOADER, List.of(new StallResource("x")));
        fixture.settle();

        assertThat(http.get("/api/v1/Bad-1/goods", ADMIN).status()).isEqualTo(404);
    }

    @Test
    void resourceThatCannotBeGuardedIsLeftOutAndTheOthersAreNot() throws Exception {
        application.publishCore(
                "org.stoa.more",
                LOADER,
                List.of(
                        new MoreResource(),
                        new SaysNeither(),
                        new SaysBoth(),
                        new NamesNoPermission(),
                        new AsksForUnknownParameter(),
                        new AnswersForAnother(),
                        new LocatesAnother(),
                        new BreaksTheRulesOfConstraints(),
                        new Object()));
        fixture.settle();

        assertThat(http.get("/api/v1/more", ADMIN).status()).isEqualTo(200);
        for (String path : List.of("neither", "both", "none", "unknown", "locator", "constraints")) {
            assertThat(http.get("/api/v1/" + path, ADMIN).status()).as(path).isEqualTo(404);
        }
        assertThat(http.get("/api/v1/more", ADMIN).json().get(0).asText()).isEqualTo("more");
        assertThat(http.get("/health/ready").text()).contains("refused, see the log: {core=8}");
    }

    @Test
    void moduleMayAskOnlyForPermissionsItDeclares() throws Exception {
        fixture.platform.set(Platform.ACME, "other", Availability.ENABLED);
        application.publishModule(
                "org.stoa.other",
                new StallModule("other"),
                "1.0.0",
                LOADER,
                List.of(new StallResource("x"), new MoreResource()));
        fixture.settle();

        assertThat(http.get("/api/v1/other/goods", ADMIN).status()).isEqualTo(200);
        assertThat(http.get("/api/v1/other/more", ADMIN).status()).isEqualTo(404);
    }

    @Test
    void resourcesOfACoreBundleComeAndGoByThemselves() throws Exception {
        application.publishCore("org.stoa.more", LOADER, List.of(new MoreResource()));
        fixture.settle();
        assertThat(http.get("/api/v1/more", READER).status()).isEqualTo(200);

        application.withdraw("org.stoa.more");
        fixture.settle();
        assertThat(http.get("/api/v1/more", READER).status()).isEqualTo(404);
        assertThat(http.get("/api/v1/things", READER).status()).isEqualTo(200);
        application.withdraw("org.stoa.unknown");
    }

    private void publish(StallResource resource) {
        application.publishModule("org.stoa.stall", new StallModule("stall"), "1.0.0", LOADER, List.of(resource));
    }

    private void awaitVersion(String version) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!version.equals(version(http.get(GOODS, ADMIN)))) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private void awaitStatus(String path, int status) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (http.get(path, ADMIN).status() != status) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static String version(Answer answer) {
        return answer.json().path("version").asText();
    }

    /** A resource like any other. */
    @Path("more")
    public static final class MoreResource {
        @GET
        @RequiresPermission("tenant.thing.read")
        public List<String> more() {
            return List.of("more");
        }
    }

    /** Forgot its permission. */
    @Path("neither")
    public static final class SaysNeither {
        @GET
        public String get() {
            return "";
        }

        @GET
        @Path("open")
        @Public
        public String open() {
            return "";
        }
    }

    /** Cannot decide. */
    @Path("both")
    public static final class SaysBoth {
        @GET
        @Public
        @RequiresPermission("tenant.thing.read")
        public String get() {
            return "";
        }
    }

    /** Names something else. */
    @Path("none")
    public static final class NamesNoPermission {
        @GET
        @RequiresPermission("thing.read")
        public String get() {
            return "";
        }
    }

    /** Misspells its parameter. */
    @Path("unknown/{id}")
    public static final class AsksForUnknownParameter {
        @GET
        @Public
        public String get(@jakarta.ws.rs.PathParam("di") String id) {
            return id;
        }
    }

    /** Wants what is taken. */
    @Path("more")
    public static final class AnswersForAnother {
        @GET
        @Public
        public List<String> get() {
            return List.of("another");
        }
    }

    /** Hides its operations. */
    @Path("locator")
    public static final class LocatesAnother {
        @Path("sub")
        public MoreResource get() {
            return new MoreResource();
        }
    }

    /** Demands something of its parameters. */
    public interface Demanding {
        List<String> get(@jakarta.validation.constraints.Size(max = 3) String id);
    }

    /** Demands more than its interface, which Jakarta Validation forbids. */
    @Path("constraints")
    public static final class BreaksTheRulesOfConstraints implements Demanding {
        @Override
        @GET
        @RequiresPermission("tenant.thing.read")
        public List<String> get(
                @jakarta.ws.rs.QueryParam("id") @jakarta.validation.constraints.Size(max = 2) String id) {
            return List.of(id);
        }
    }
}
