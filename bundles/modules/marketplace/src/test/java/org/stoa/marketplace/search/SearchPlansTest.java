package org.stoa.marketplace.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.security.CallContext;
import org.stoa.marketplace.MarketplaceFixture;
import org.stoa.testkit.SqlMapper;

/** Under row-level security, whatever a client searches by, PostgreSQL goes by an index. */
class SearchPlansTest {
    private static final int TENANTS = 10;
    private static final int LISTINGS = Integer.getInteger("stoa.listings", 1000);

    private static MarketplaceFixture marketplace;
    private static CallContext tenant;

    @BeforeAll
    static void load() throws SQLException {
        marketplace = new MarketplaceFixture();
        for (int i = 0; i < TENANTS; i++) {
            tenant = marketplace.newTenant();
            try (Connection connection = marketplace.databases.owner().getConnection()) {
                connection.setAutoCommit(false);
                connection.createStatement().execute("SET LOCAL app.tenant_id = '" + tenant.requireTenant() + "'");
                connection.createStatement().execute(rows(tenant.requireTenant()));
                connection.commit();
            }
        }
        try (Connection connection = marketplace.databases.owner().getConnection()) {
            connection.createStatement().execute("ANALYZE marketplace.listing, marketplace.listing_term");
        }
    }

    @AfterAll
    static void stop() {
        marketplace.close();
    }

    private static String rows(UUID tenantId) {
        return """
                INSERT INTO marketplace.listing (tenant_id, id, user_id, type, status, title, description, language,
                    translations, price, price_type, currency, country, latitude, longitude, remote, requirements,
                    questions, questions_version, positions, filled, categories, tags, featured, published_at,
                    application_count, version, created_at, updated_at)
                SELECT '%s', uuidv7(), md5((n %% 50)::text)::uuid, (ARRAY['GIG', 'JOB', 'SERVICE', 'PRODUCT'])[1 + n %% 4],
                    'ACTIVE', 'Title word' || n %% 50, 'some text', 'en', '[]', n, 'FIXED', 'EUR',
                    (ARRAY['DE', 'AT', 'FR', 'IT', 'PL'])[1 + n %% 5], n %% 90, n %% 180, false, '[]', '[]', 1, 1, 0,
                    ARRAY['category ' || n %% 100], ARRAY['tag ' || n %% 70], n %% 100 = 0,
                    now() + n * interval '1 second', 0, 1, now(), now()
                FROM generate_series(1, %d) AS n
                """
                .formatted(tenantId, LISTINGS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "q=word7",
                "q=word7 or word8&sort=relevance",
                "type=JOB",
                "country=AT",
                "category=category 7",
                "tag=tag 7&type=JOB",
                "currency=EUR&minPrice=100&maxPrice=110",
                "currency=EUR&sort=price",
                "currency=EUR&sort=-price",
                "near=48,16&radius=100km",
                "near=48,16&radius=100km&sort=distance",
                "sort=featured",
            })
    void everySearchGoesByAnIndex(String query) {
        Search search = search(query);
        long begin = System.nanoTime();
        marketplace.database.read(tenant, SearchMapper.class, mapper -> mapper.find(search));
        System.out.printf(
                "search among %d listings, %s: %d ms%n",
                LISTINGS, query, Duration.ofNanos(System.nanoTime() - begin).toMillis());

        List<String> plan = plan("find", Map.of("search", search));
        assertThat(plan).noneMatch(line -> line.contains("Seq Scan")).anyMatch(line -> line.contains("Index"));
    }

    @ParameterizedTest
    @EnumSource(Facet.class)
    void everyFacetIsCountedByAnIndex(Facet facet) {
        for (String query : List.of("", "q=word7", "category=category 7")) {
            List<String> plan = plan("count", Map.of("search", search(query), "facet", facet, "most", 50));
            assertThat(plan).as(query).noneMatch(line -> line.contains("Seq Scan"));
        }
    }

    private static Search search(String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            values.put(pair.split("=")[0], List.of(pair.split("=", 2)[1]));
        }
        SearchReader.Reading reading = SearchReader.read(new QueryParameters(values));
        return new Search(
                reading.criteria(),
                "en",
                "de",
                true,
                Instant.EPOCH,
                reading.sort(),
                null,
                reading.page().fetch());
    }

    private static List<String> plan(String method, Map<String, Object> parameters) {
        String statement = statement(method, parameters);
        return marketplace.database.read(tenant, SqlMapper.class, mapper -> mapper.texts("EXPLAIN " + statement));
    }

    /** The statement with its values in it. */
    private static String statement(String method, Map<String, Object> parameters) {
        Configuration configuration = new Configuration();
        configuration.getTypeHandlerRegistry().register(List.class, ObjectTypeHandler.class);
        configuration.addMapper(SearchMapper.class);
        BoundSql bound = configuration
                .getMappedStatement(SearchMapper.class.getName() + "." + method)
                .getBoundSql(parameters);
        List<String> values = new ArrayList<>();
        for (ParameterMapping mapping : bound.getParameterMappings()) {
            values.add(literal(configuration.newMetaObject(parameters).getValue(mapping.getProperty())));
        }
        StringBuilder sql = new StringBuilder();
        int next = 0;
        for (String part : Arrays.asList(bound.getSql().split("\\?", -1))) {
            sql.append(part);
            if (next < values.size()) {
                sql.append(values.get(next++));
            }
        }
        return sql.toString();
    }

    private static String literal(Object value) {
        if (value instanceof Number) {
            return value.toString();
        }
        if (value instanceof List<?> list) {
            return "'{" + String.join(",", list.stream().map(Object::toString).toList()) + "}'";
        }
        return "'" + value + "'";
    }
}
