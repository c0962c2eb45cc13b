package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.platform.TestPlatform;

/** What a client can do with notes. */
class NotesRestTest {
    private static TestPlatform platform;
    private static TestTenant acme;
    private static ApiClient admin;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(NotesModule.class);
        acme = platform.createTenant("acme").enable("${id}");
        admin = acme.admin();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void tenantStartsWithOneNote() {
        TestTenant fresh = platform.createTenant("fresh").enable("${id}").enable("${id}");

        ApiResponse list = fresh.admin().get("/${id}/notes").expect(200);

        assertThat(list.json().findValuesAsText("text")).containsExactly("The first note");
    }

    @Test
    void noteIsWrittenReadAndDeleted() {
        ApiResponse written = admin.post("/${id}/notes", Map.of("text", "Grüß Gott 👋")).expect(201);
        String path = "/${id}/notes/" + written.text("/id");

        assertThat(admin.get(path).expect(200).json()).isEqualTo(written.json());
        admin.delete(path).expect(204);
        assertThat(admin.get(path).expect(404).code()).isEqualTo("not-found");
    }

    @Test
    void readerMayNotWrite() {
        ApiClient reader = acme.user(NotesModule.READ);

        reader.get("/${id}/notes").expect(200);
        assertThat(reader.post("/${id}/notes", Map.of("text", "Hi")).expect(403).code())
                .isEqualTo("permission-denied");
    }
}
