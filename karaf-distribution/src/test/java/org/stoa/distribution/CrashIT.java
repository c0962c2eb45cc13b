package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A platform under continuous writes that is restarted, killed and robbed of its database. What was answered 201 is
 * there afterwards, once; numbers of invoices have no gap; nothing keeps the platform from starting again.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashIT {

    private static final String PASSWORD = "crash-of-the-Stoa-42";
    private static StoaProcess stoa;

    @BeforeAll
    static void startWithATenantThatWrites() {
        stoa = StoaProcess.prepare("crash")
                .with("STOA_ADMIN_PASSWORD", PASSWORD)
                .start();
        Api admin = new Api(stoa.baseUrl()).signIn("admin@stoa.local", PASSWORD);
        admin.post(
                        "/platform/tenants",
                        """
                        {"identifier": "go-models", "name": "Go Models Agency",
                         "company": {"legalName": "Go Models GmbH", "taxId": "DE1", "email": "office@go-models.example",
                                     "street": "Hafenstrasse 12", "postalCode": "20457", "city": "Hamburg", "country": "DE"},
                         "administrator": {"email": "anna@go-models.example", "password": "%s", "displayName": "Anna"}}"""
                                .formatted(PASSWORD))
                .expect(201);
        Api anna = signedIn();
        anna.post("/tenants/go-models/modules", "{\"moduleId\": \"billing\"}");
        anna.post("/tenants/go-models/modules", "{\"moduleId\": \"hello\"}");
        assertThat(anna.get("/hello/greetings").status()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        stoa.close();
    }

    @Test
    @Order(1)
    void restartKeepsEverythingAndTokensStayValid() {
        Api anna = signedIn();
        String id = anna.post("/hello/greetings", "{\"message\": \"before the restart\"}")
                .expect(201)
                .at("/id");

        assertThat(stoa.stop()).isIn(0, 143);
        stoa.start();

        assertThat(anna.get("/hello/greetings/" + id).expect(200).at("/message"))
                .isEqualTo("before the restart");
    }

    @Test
    @Order(2)
    void killedInTheMiddleOfRequestsItLosesNothingThatWasAnswered() throws Exception {
        Writers writers = new Writers(signedIn());
        assertThat(Poll.until(Duration.ofSeconds(30), () -> writers.created.size() > 100))
                .isTrue();

        stoa.kill();
        writers.stop();
        stoa.start();

        assertThat(stored()).as("messages answered 201 before the kill").containsAll(writers.created);
        assertNoneTwice();
        assertThat(writers.unexpected)
                .as("answers other than 201 and a broken connection")
                .isEmpty();
    }

    @Test
    @Order(3)
    void repeatedWithTheSameKeyARequestOfUnknownOutcomeHappensOnce() throws Exception {
        Api anna = signedIn();
        String message = "{\"message\": \"exactly once\"}";
        Thread request = new Thread(() -> {
            try {
                anna.post("/hello/greetings", message, "Idempotency-Key", "once-1");
            } catch (UncheckedIOException e) {
                // the connection breaks with the platform: that is the point
                Thread.onSpinWait();
            }
        });
        request.start();
        stoa.kill();
        request.join();
        stoa.start();

        Api.Answer second = anna.post("/hello/greetings", message, "Idempotency-Key", "once-1")
                .expect(201);
        Api.Answer third = anna.post("/hello/greetings", message, "Idempotency-Key", "once-1")
                .expect(201);

        assertThat(third.body()).isEqualTo(second.body());
        assertThat(stored().stream().filter("exactly once"::equals)).hasSize(1);
    }

    @Test
    @Order(4)
    void databaseThatGoesAwayAndComesBackCostsNothingButTime() throws Exception {
        Writers writers = new Writers(signedIn());
        assertThat(Poll.until(Duration.ofSeconds(30), () -> writers.created.size() > 50))
                .isTrue();
        int before = writers.created.size();

        ProcessHandle.of(EmbeddedDatabase.of(stoa).processId()).orElseThrow().destroyForcibly();

        boolean recovered = Poll.until(
                Duration.ofSeconds(60),
                () -> writers.created.size() > before + 50 && stoa.status("/health/ready") == 200);
        writers.stop();
        assertThat(recovered)
                .as("requests succeed again; answers: " + writers.unexpected)
                .isTrue();
        assertThat(stoa.isRunning()).isTrue();
        assertThat(stored()).containsAll(writers.created);
        assertNoneTwice();
        assertThat(writers.unexpected)
                .as("while it was away")
                .isSubsetOf("503 database-unavailable", "503 outcome-unknown");
    }

    private static Api signedIn() {
        return new Api(stoa.baseUrl()).signIn("anna@go-models.example", PASSWORD);
    }

    private static List<String> stored() throws Exception {
        List<String> messages = new ArrayList<>();
        try (Connection connection = EmbeddedDatabase.of(stoa).connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT message FROM hello.greeting")) {
            while (rows.next()) {
                messages.add(rows.getString(1));
            }
        }
        return messages;
    }

    private static void assertNoneTwice() throws Exception {
        List<String> all = stored();
        Set<String> distinct = new TreeSet<>(all);
        List<String> twice = new ArrayList<>(all);
        distinct.forEach(twice::remove);
        assertThat(twice).as("stored twice").isEmpty();
    }

    /** Four clients that post one greeting after the other until they are stopped. */
    private static final class Writers {
        private static final AtomicInteger NUMBER = new AtomicInteger();

        final List<String> created = Collections.synchronizedList(new ArrayList<>());
        final Set<String> unexpected = Collections.synchronizedSet(new TreeSet<>());
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final List<Thread> threads = new ArrayList<>();

        Writers(Api api) {
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> write(api));
                threads.add(thread);
                thread.start();
            }
        }

        private void write(Api api) {
            while (!stopped.get()) {
                String message = "greeting " + NUMBER.incrementAndGet();
                try {
                    Api.Answer answer = api.post("/hello/greetings", "{\"message\": \"" + message + "\"}");
                    if (answer.status() == 201) {
                        created.add(message);
                    } else if (answer.status() != 429) {
                        unexpected.add(answer.status() + " " + answer.code());
                    }
                } catch (UncheckedIOException e) {
                    if (!stoa.isRunning()) {
                        return;
                    }
                }
            }
        }

        void stop() throws InterruptedException {
            stopped.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }
}
