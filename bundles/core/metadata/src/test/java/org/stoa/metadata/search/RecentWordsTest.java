package org.stoa.metadata.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataFixture;
import org.stoa.testkit.SqlMapper;

/** What is found by words that very many have is what is found by looking at each of them. */
class RecentWordsTest {

    private static final int ENTITIES = 5000;

    private static final String SCHEMA =
            """
            {"entityType": "profile", "entitySubtype": "model", "baseSchema": {"type": "object", "properties":
             {"city": {"type": "string"}, "bio": {"type": "string"}}},
             "filterableFields": ["city"], "searchableFields": ["bio"]}
            """;

    private static MetadataFixture metadata;
    private static CallContext tenant;
    private static CallContext other;
    /** Newest first. */
    private static final List<Integer> NUMBERS = new ArrayList<>();

    @BeforeAll
    static void load() throws SQLException {
        metadata = new MetadataFixture();
        tenant = loaded(ENTITIES);
        other = loaded(3);
        for (int number = ENTITIES; number >= 1; number--) {
            NUMBERS.add(number);
        }
    }

    /** Number n is in town if it is one of the first five, else in one of ten cities. Every third is tall. */
    private static CallContext loaded(int entities) throws SQLException {
        CallContext context = metadata.tenant();
        UUID schema = metadata.activate(context, SCHEMA).id();
        try (Connection connection = metadata.databases.owner().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL app.tenant_id = '" + context.requireTenant() + "'");
            statement.execute(
                    """
                    INSERT INTO metadata.entity (tenant_id, id, entity_type, entity_subtype, name, slug, status,
                        restricted, schema_id, schema_number, structured_data, custom_fields, computed_fields,
                        completeness, language, search_text, version, created_at, updated_at)
                    SELECT '%s', ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'profile', 'model',
                        n::text, 'model-' || n, 'active', false, '%s', 1, '{}', '{}', '{}', 100, 'en',
                        'common ' || CASE n %% 3 WHEN 0 THEN 'tall' ELSE 'short' END || CASE n WHEN 77 THEN ' unique' ELSE '' END,
                        1, now(), now()
                    FROM generate_series(1, %d) AS n
                    """
                            .formatted(context.requireTenant(), schema, entities));
            statement.execute(
                    """
                    INSERT INTO metadata.field_value (tenant_id, entity_type, field, value, entity_id)
                    SELECT tenant_id, 'profile', 'city',
                        CASE WHEN name::int <= 5 THEN 'town' ELSE 'city' || name::int %% 10 END, id
                    FROM metadata.entity WHERE tenant_id = '%s'
                    """
                            .formatted(context.requireTenant()));
            connection.commit();
            statement.execute("ANALYZE metadata.entity, metadata.field_value, metadata.search_document");
        }
        return context;
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    @Test
    void allPagesTogetherAreAllThatHaveTheWords() {
        assertThat(pages(tenant, "q=common", 100)).isEqualTo(NUMBERS);
        assertThat(pages(tenant, "q=tall", 70))
                .isEqualTo(NUMBERS.stream().filter(n -> n % 3 == 0).toList());
        assertThat(pages(tenant, "q=common -tall", 100))
                .isEqualTo(NUMBERS.stream().filter(n -> n % 3 != 0).toList());
    }

    @Test
    void filterThatOnlyOldOnesPassFindsThem() {
        assertThat(pages(tenant, "q=common&city=town", 20)).containsExactly(5, 4, 3, 2, 1);
        assertThat(pages(tenant, "q=common&city=town", 3)).containsExactly(5, 4, 3, 2, 1);
        assertThat(pages(tenant, "q=tall&city=city4", 40))
                .isEqualTo(NUMBERS.stream()
                        .filter(n -> n % 3 == 0 && n % 10 == 4 && n > 5)
                        .toList());
    }

    @Test
    void wordsThatFewHaveAreFoundHoweverOldTheyAre() {
        assertThat(pages(tenant, "q=unique", 20)).containsExactly(77);
        assertThat(pages(tenant, "q=absent", 20)).isEmpty();
    }

    @Test
    void otherTenantsHaveNoPartInIt() {
        assertThat(pages(other, "q=common", 20)).containsExactly(3, 2, 1);
        assertThat(pages(other, "q=unique", 20)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2000, 2001, ENTITIES})
    void whereVeryManyHaveTheWordsTheNewestAreLookedAt(int before) {
        List<String> found = metadata.database.read(
                tenant,
                SqlMapper.class,
                mapper -> mapper.texts(
                        """
                        SELECT right(entity_id::text, 12)::int || ' ' || complete
                        FROM metadata.matching_recent('profile', 'common',
                            ('00000000-0000-7000-8000-' || lpad('%d', 12, '0'))::uuid) ORDER BY entity_id DESC
                        """
                                .formatted(before)));
        List<String> expected = new ArrayList<>();
        for (int number = before - 1; number >= Math.max(1, before - 2000); number--) {
            expected.add(number + " " + (before - 1 < 2000));
        }
        assertThat(found).isEqualTo(expected);
    }

    private static List<Integer> pages(CallContext context, String query, int limit) {
        List<Integer> numbers = new ArrayList<>();
        String cursor = null;
        do {
            Map<String, List<String>> values = new LinkedHashMap<>();
            for (String pair : (query + "&limit=" + limit).split("&")) {
                values.put(pair.split("=")[0], List.of(pair.split("=", 2)[1]));
            }
            if (cursor != null) {
                values.put("cursor", List.of(cursor));
            }
            EntityPage page = metadata.search.search(context, "profile", new QueryParameters(values));
            page.items().forEach(entity -> numbers.add(Integer.parseInt(entity.name())));
            cursor = page.nextCursor();
        } while (cursor != null);
        return Collections.unmodifiableList(numbers);
    }
}
