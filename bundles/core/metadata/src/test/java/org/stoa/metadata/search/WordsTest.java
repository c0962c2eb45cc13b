package org.stoa.metadata.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataFixture;
import org.stoa.testkit.SqlMapper;

/**
 * Words lie in the index under the mark of their realm. Whoever searches finds what PostgreSQL's own text search finds in
 * the texts of the tenant, in the same order, and nothing of others.
 */
class WordsTest {

    private static final String SCHEMA =
            """
            {"entityType": "profile", "entitySubtype": "model", "baseSchema": {"type": "object", "properties":
             {"bio": {"type": "string"}}}, "searchableFields": ["bio"]}
            """;

    private static final List<String> TEXTS = List.of(
            "the quick brown fox jumps over the lazy dog",
            "a fox, quick and brown; the dog was lazy",
            "runway and editorial work in Paris, France",
            "Paris runway, not editorial",
            "https://example.com/a!'b?c=d&e=<f> and mail to jane@example.com",
            "it's o'clock, rock'n'roll, 'quoted' words and back\\\\slashes \\\\'both\\\\'",
            "well-known state-of-the-art photo-shooting",
            "!exclaimed (parenthesised) <-> | & : * 3.14 -42 1e10",
            "naïve café Łódź Ελλάδα 東京 🎉",
            "the of and");

    @SuppressWarnings("unused")
    static final List<String> QUERIES = List.of(
            "fox",
            "quick fox",
            "\"quick brown\"",
            "\"brown quick\"",
            "fox -\"quick brown\"",
            "-\"quick brown\"",
            "-fox",
            "paris or fox",
            "paris -editorial or dog",
            "\"paris runway\" or -paris",
            "https://example.com/a!'b?c=d",
            "-https://example.com/a!'b?c=d",
            "example.com/a!'b",
            "jane@example.com",
            "o'clock rock'n'roll",
            "back\\slashes",
            "-back\\slashes",
            "state-of-the-art",
            "-state-of-the-art",
            "well known",
            "3.14 -42",
            "café",
            "Łódź",
            "東京",
            "exclaimed parenthesised",
            "'quoted'",
            "\\'quoted\\'");

    private static MetadataFixture metadata;
    private static CallContext tenant;
    private static CallContext other;

    @BeforeAll
    static void write() {
        metadata = new MetadataFixture();
        tenant = metadata.tenant();
        other = metadata.tenant();
        for (CallContext each : List.of(tenant, other)) {
            metadata.activate(each, SCHEMA);
            for (int i = 0; i < TEXTS.size(); i++) {
                create(each, "Text " + i, TEXTS.get(i));
            }
        }
        create(other, "Fox of the others", "fox fox paris");
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    @ParameterizedTest
    @FieldSource("QUERIES")
    void foundIsWhatTextSearchFindsInTheTextsOfTheTenant(String query) {
        assertThat(texts("SELECT entity_id FROM metadata.matching_newest('profile', " + asked(query) + ")"))
                .isEqualTo(texts(
                        "SELECT id FROM metadata.entity WHERE " + WORDS + " @@ " + asked(query) + " ORDER BY id DESC"));
    }

    @ParameterizedTest
    @FieldSource("QUERIES")
    void rankIsThatOfTextSearch(String query) {
        assertThat(texts("SELECT entity_id || ' ' || rank FROM metadata.matching('profile', " + asked(query) + ")"))
                .isEqualTo(texts("SELECT id || ' ' || ts_rank(" + WORDS + ", " + asked(query)
                        + ") FROM metadata.entity WHERE " + WORDS + " @@ " + asked(query) + " ORDER BY ts_rank(" + WORDS
                        + ", " + asked(query) + ") DESC, id DESC"));
    }

    @Test
    void whoAsksForNoWordFindsAll() {
        assertThat(metadata.names(tenant, "q", "the of and")).hasSize(TEXTS.size());
    }

    @Test
    void markOfARealmIsNoWord() {
        String mark = texts("SELECT metadata.realm_mark(current_setting('app.tenant_id')::uuid, 'profile')")
                .get(0);
        assertThat(metadata.names(tenant, "q", mark)).isEmpty();
    }

    @Test
    void longestWordsAndTextsAreWritten() {
        CallContext own = metadata.tenant();
        metadata.activate(own, SCHEMA);
        String longest = "x".repeat(2_046);
        String many = String.join(
                " ",
                Stream.iterate(1_000_000, n -> n + 1)
                        .limit(60_000)
                        .map(n -> "w" + n)
                        .toList());
        create(own, "Long word", longest + " short");
        create(own, "Long text", many + " end");

        assertThat(metadata.names(own, "q", "short")).containsExactly("Long word");
        assertThat(metadata.names(own, "q", "w1000001 w1006000"))
                .as("of its first 60,000 characters")
                .containsExactly("Long text");
        assertThat(metadata.names(own, "q", "end")).isEmpty();
    }

    @Test
    void documentsOfBeforeAreRewrittenWhateverTheirWords() throws Exception {
        CallContext own = metadata.tenant();
        metadata.activate(own, SCHEMA);
        create(own, "Earlier", "y".repeat(2_046) + " earlier");
        String script = new String(
                getClass()
                        .getResourceAsStream("/db/migration/V12__words_of_a_realm.sql")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        try (Connection connection = metadata.databases.owner().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("SET app.migrating = 'on'; SET app.tenant_id = '00000000-0000-0000-0000-000000000000'");
            sql.execute(
                    """
                    UPDATE metadata.search_document d SET words = to_tsvector('english', e.search_text)
                        || array_to_tsvector(ARRAY[e.tenant_id::text || '/' || e.entity_type])
                    FROM metadata.entity e WHERE e.tenant_id = d.tenant_id AND e.id = d.entity_id""");
            sql.execute(script.substring(script.indexOf("DROP INDEX"), script.indexOf("DROP FUNCTION")));
        }

        assertThat(metadata.names(own, "q", "earlier")).containsExactly("Earlier");
        assertThat(metadata.names(tenant, "q", "fox -\"quick brown\"")).containsExactly("Text 1");
    }

    private static final String WORDS = "(setweight(to_tsvector('english', name), 'A')"
            + " || setweight(to_tsvector('english', search_text), 'B'))";

    private static String asked(String query) {
        return "websearch_to_tsquery('english', $$" + query + "$$)";
    }

    private static List<String> texts(String statement) {
        return new ArrayList<>(metadata.database.read(tenant, SqlMapper.class, mapper -> mapper.texts(statement)));
    }

    private static void create(CallContext context, String name, String bio) {
        metadata.entities.create(
                context, "profile", MetadataFixture.profile("model", name, "active", "{\"bio\": \"" + bio + "\"}"));
    }
}
