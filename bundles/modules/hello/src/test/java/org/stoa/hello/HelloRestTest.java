package org.stoa.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.platform.TestPlatform;

/** What a client can do with greetings. */
class HelloRestTest {
    private static TestPlatform platform;
    private static TestTenant acme;
    private static ApiClient admin;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(HelloModule.class);
        acme = platform.createTenant("acme").enable("hello");
        admin = acme.admin();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void tenantStartsWithOneWelcome() {
        TestTenant fresh = platform.createTenant("fresh").enable("hello").enable("hello");

        ApiResponse list = fresh.admin().get("/hello/greetings").expect(200);

        assertThat(list.json().path("items")).hasSize(1);
        assertThat(list.text("/items/0/message")).isEqualTo("Welcome to Stoa!");
    }

    @Test
    void modulesOfATenantAreConfirmedUntilTheyChange() {
        TestTenant fresh = platform.createTenant("changing");
        String path = fresh.path() + "/modules";
        ApiClient before = fresh.admin()
                .with("If-None-Match", fresh.admin().get(path).expect(200).header("ETag"));
        before.get(path).expect(304);

        fresh.enable("hello");
        ApiResponse enabled = before.get(path).expect(200);
        assertThat(enabled.text("/items/0/status")).isEqualTo("ENABLED");
        fresh.admin().delete(path + "/hello").expect(200);
        assertThat(fresh.admin()
                        .with("If-None-Match", enabled.header("ETag"))
                        .get(path)
                        .expect(200)
                        .text("/items/0/status"))
                .isEqualTo("DISABLED");
        fresh.admin().delete(path + "/hello?purge=true").expect(200);
        assertThat(before.get(path).expect(304).text()).isEmpty();
    }

    @Test
    void greetingIsPostedReadChangedAndDeleted() {
        ApiResponse posted = admin.post("/hello/greetings", Map.of("message", "Grüß Gott 👋"))
                .expect(201);
        String path = "/hello/greetings/" + posted.text("/id");
        assertThat(posted.header("Location")).endsWith("/api/v1" + path);
        assertThat(posted.text("/author")).isEqualTo("admin@acme.example");

        ApiResponse read = admin.get(path).expect(200);
        assertThat(read.json()).isEqualTo(posted.json());

        ApiResponse changed = admin.patch(path, read.header("ETag"), Map.of("message", "Servus"))
                .expect(200);
        assertThat(changed.text("/message")).isEqualTo("Servus");
        assertThat(changed.text("/version")).isEqualTo("2");

        admin.delete(path).expect(204);
        assertThat(admin.get(path).expect(404).code()).isEqualTo("not-found");
    }

    @Test
    void changeOfAnOldVersionIsRefused() {
        ApiResponse posted =
                admin.post("/hello/greetings", Map.of("message", "Hi")).expect(201);
        String path = "/hello/greetings/" + posted.text("/id");
        admin.patch(path, posted.header("ETag"), Map.of("message", "Hello")).expect(200);

        ApiResponse late = admin.patch(path, posted.header("ETag"), Map.of("message", "Hey"))
                .expect(412);

        assertThat(late.code()).isEqualTo("precondition-failed");
        assertThat(admin.get(path).text("/message")).isEqualTo("Hello");
    }

    @Test
    void emptyMessageIsRefusedAndNamed() {
        ApiResponse answer =
                admin.post("/hello/greetings", Map.of("message", " ")).expect(400);

        assertThat(answer.code()).isEqualTo("invalid-request");
        assertThat(answer.text("/errors/0/field")).isEqualTo("message");
    }

    @Test
    void listIsPaged() {
        TestTenant busy = platform.createTenant("busy").enable("hello");
        busy.admin().post("/hello/greetings", Map.of("message", "second")).expect(201);
        busy.admin().post("/hello/greetings", Map.of("message", "third")).expect(201);

        ApiResponse first = busy.admin().get("/hello/greetings?limit=2").expect(200);
        ApiResponse second = busy.admin()
                .get("/hello/greetings?limit=2&cursor=" + first.text("/nextCursor"))
                .expect(200);

        assertThat(first.json().findValuesAsText("message")).containsExactly("third", "second");
        assertThat(second.json().findValuesAsText("message")).containsExactly("Welcome to Stoa!");
        assertThat(second.json().path("nextCursor").isNull()).isTrue();
    }

    @Test
    void readerMayReadButNotPost() {
        ApiClient reader = acme.user("tenant.hello.read");

        reader.get("/hello/greetings").expect(200);
        assertThat(reader.post("/hello/greetings", Map.of("message", "Hi"))
                        .expect(403)
                        .code())
                .isEqualTo("permission-denied");
    }

    @Test
    void tenantWithoutTheModuleGetsNotFound() {
        TestTenant other = platform.createTenant("other");

        assertThat(other.admin().get("/hello/greetings").status()).isEqualTo(404);
    }

    @Test
    void auditLogNamesWhoPosted() {
        ApiResponse posted =
                admin.post("/hello/greetings", Map.of("message", "Hi")).expect(201);

        ApiResponse audit = admin.get(acme.path() + "/audit?resourceId=" + posted.text("/id"))
                .expect(200);

        assertThat(audit.text("/items/0/action")).isEqualTo("greeting.create");
        assertThat(audit.text("/items/0/actor")).isEqualTo("admin@acme.example");
        assertThat(audit.text("/items/0/newValues/message")).isEqualTo("Hi");
    }
}
