package org.stoa.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private final AtomicInteger refusals = new AtomicInteger();
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health/ready", exchange -> {
            boolean ready = refusals.getAndDecrement() <= 0;
            byte[] body = (ready
                            ? "{}"
                            : "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"database\",\"status\":\"DOWN\","
                                    + "\"detail\":\"not started\"},{\"name\":\"core\",\"status\":\"UP\",\"detail\":\"\"}]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(ready ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void isReadyAsSoonAsItIsAnswered200() throws Exception {
        refusals.set(3);

        assertThat(readiness().await(Duration.ofSeconds(20))).isEmpty();
        assertThat(refusals).hasValue(-1);
    }

    @Test
    void saysWhatIsMissingWhenTheTimeIsOver() throws Exception {
        refusals.set(Integer.MAX_VALUE);

        assertThat(readiness().await(Duration.ofMillis(300))).hasValue("database (not started)");
    }

    @Test
    void reportsWhatItWaitsForOnce() throws Exception {
        refusals.set(Integer.MAX_VALUE);

        assertThat(readiness().await(Duration.ofMillis(2500))).isPresent();
        assertThat(reports).containsExactly("database (not started)");
    }

    @Test
    void answerOfAnotherFormIsShownAsItIs() throws Exception {
        server.removeContext("/health/ready");
        server.createContext("/health/ready", exchange -> {
            byte[] body = "out of order".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(500, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });

        assertThat(readiness().await(Duration.ofMillis(300))).hasValue("status 500 out of order");
    }

    @Test
    void saysThatNothingAnswers() throws Exception {
        Readiness readiness = readiness();
        server.stop(0);

        assertThat(readiness.await(Duration.ofMillis(300)))
                .hasValueSatisfying(missing -> assertThat(missing).isEqualTo("the HTTP server"));
    }

    private Readiness readiness() {
        return new Readiness("http://127.0.0.1:" + server.getAddress().getPort(), reports::add);
    }
}
