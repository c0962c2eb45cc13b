package org.stoa.metadata.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.ObjectTypeHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.category.CategoryTree;
import org.stoa.metadata.entity.EntityScope;
import org.stoa.testkit.SqlMapper;

/** Under row-level security, whatever a client searches by, PostgreSQL goes by an index. */
class SearchPlansTest {

    private static final int TENANTS = 20;
    private static final int ENTITIES = 1000;
    /** The id of an account, and of an owner, of some entities. */
    private static final UUID SOMEBODY = UUID.fromString("8f14e45f-ceea-167a-5a36-dedd4bea2543");

    private static final EntityScope ACCOUNT = new EntityScope(SOMEBODY, null);
    private static final EntityScope OWNER = new EntityScope(null, SOMEBODY);

    private static final String SCHEMA =
            """
            {"entityType": "profile", "entitySubtype": "model", "baseSchema": {"type": "object", "properties":
             {"city": {"type": "string"}, "heightCm": {"type": "integer"}, "bio": {"type": "string"}}},
             "filterableFields": ["city", "heightCm"], "sortableFields": ["heightCm"], "searchableFields": ["bio"]}
            """;

    private static MetadataFixture metadata;
    private static CallContext tenant;

    @BeforeAll
    static void load() throws SQLException {
        metadata = new MetadataFixture();
        for (int i = 0; i < TENANTS; i++) {
            tenant = metadata.tenant();
            UUID schema = metadata.activate(tenant, SCHEMA).id();
            try (Connection connection = metadata.databases.owner().getConnection()) {
                connection.setAutoCommit(false);
                connection.createStatement().execute("SET LOCAL app.tenant_id = '" + tenant.requireTenant() + "'");
                for (String statement : rows(tenant.requireTenant(), schema)) {
                    connection.createStatement().execute(statement);
                }
                connection.commit();
            }
        }
        try (Connection connection = metadata.databases.owner().getConnection()) {
            connection
                    .createStatement()
                    .execute("ANALYZE metadata.entity, metadata.field_value, metadata.search_document");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    private static List<String> rows(UUID tenantId, UUID schema) {
        String tenant = "'" + tenantId + "'::uuid";
        return List.of(
                """
                INSERT INTO metadata.entity (tenant_id, id, entity_type, entity_subtype, account_id, owner_id, name, slug, status, restricted,
                    schema_id, schema_number, structured_data, custom_fields, computed_fields, completeness, latitude,
                    longitude, language, search_text, version, created_at, updated_at)
                SELECT %s, uuidv7(), 'profile', 'model', md5((n %% 50)::text)::uuid, md5((n %% 40)::text)::uuid, 'Model ' || n, 'model-' || n, 'active', false, '%s', 1, '{}', '{}',
                    '{}', 100, n %% 90, n %% 180, 'en', 'word' || n %% 50, 1, now(), now() + n * interval '1 second'
                FROM generate_series(1, %d) AS n
                """
                        .formatted(tenant, schema, ENTITIES),
                """
                INSERT INTO metadata.field_value (tenant_id, entity_type, field, value, entity_id)
                SELECT tenant_id, 'profile', 'city', 'City ' || hashtext(slug) %% 100, id
                FROM metadata.entity WHERE tenant_id = %s
                """
                        .formatted(tenant),
                """
                INSERT INTO metadata.field_value (tenant_id, entity_type, field, value, entity_id)
                SELECT tenant_id, 'profile', 'heightCm', '65002' || abs(hashtext(slug)) %% 100, id
                FROM metadata.entity WHERE tenant_id = %s
                """
                        .formatted(tenant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "status=active&subtype=model",
                "city=City 7",
                "city=City 7&heightCm.gte=180",
                "heightCm.gt=195&sort=-heightCm",
                "sort=heightCm",
                "sort=name",
                "sort=-updatedAt",
                "q=word7",
                "q=word7&city=City 7",
                "q=word7&sort=relevance",
                "near=48,16&radius=100km",
                "tag=season:summer",
                "category.exists=true",
            })
    void everySearchGoesByAnIndex(String query) {
        for (EntityScope scope : List.of(EntityScope.TENANT, ACCOUNT, OWNER)) {
            for (String method : List.of("find", "findAmongNewest")) {
                assertThat(plan(scope, query, method))
                        .noneMatch(line -> line.contains("Seq Scan"))
                        .anyMatch(line -> line.contains("Index"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "status=active&subtype=model", "sort=name", "sort=-updatedAt", "sort=heightCm"})
    void whatBelongsToSomebodyIsFoundWithoutLookingAtTheRest(String query) {
        assertThat(plan(ACCOUNT, query, "find")).anyMatch(line -> line.contains("entity_account"));
        assertThat(plan(OWNER, query, "find")).anyMatch(line -> line.contains("entity_owner"));
    }

    private static List<String> plan(EntityScope scope, String query, String method) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            values.put(pair.split("=")[0], List.of(pair.split("=", 2)[1]));
        }
        Search search = new SearchReader(
                        metadata.models.ofType(tenant, "profile"),
                        CategoryTree.EMPTY,
                        new QueryParameters(values),
                        true)
                .read(scope, "profile", "en", true)
                .search();
        String asked = search.isOfNewestWithWords() ? method : "find";
        return metadata.database.read(
                tenant, SqlMapper.class, mapper -> mapper.texts("EXPLAIN " + statement(asked, search)));
    }

    /** The statement with its values in it. */
    private static String statement(String method, Search search) {
        Configuration configuration = new Configuration();
        configuration.getTypeHandlerRegistry().register(List.class, ObjectTypeHandler.class);
        configuration.getTypeHandlerRegistry().register(UUID.class, ObjectTypeHandler.class);
        configuration.addMapper(SearchMapper.class);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("tenantId", tenant.requireTenant());
        parameters.put("search", search);
        BoundSql bound = configuration
                .getMappedStatement(SearchMapper.class.getName() + "." + method)
                .getBoundSql(parameters);
        List<String> values = new ArrayList<>();
        for (ParameterMapping mapping : bound.getParameterMappings()) {
            values.add(literal(configuration.newMetaObject(parameters).getValue(mapping.getProperty())));
        }
        StringBuilder sql = new StringBuilder();
        int next = 0;
        for (String part : bound.getSql().split("\\?", -1)) {
            sql.append(part);
            if (next < values.size()) {
                sql.append(values.get(next++));
            }
        }
        return sql.toString();
    }

    private static String literal(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        if (value instanceof List<?> list) {
            return "'{" + String.join(",", list.stream().map(Object::toString).toList()) + "}'";
        }
        return "'" + value + "'" + (value instanceof UUID ? "::uuid" : "");
    }
}
