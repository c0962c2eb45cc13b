import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes rows inside the database, as the owner of the tables and set by set: those that the API would have made, by the
 * example of the tenant {@code tenant-1} and its profile {@code example}.
 */
final class Rows {

    /** Above so many profiles an index over words is made anew rather than kept up to date. */
    private static final int MANY = 20_000;

    /** A trigger and foreign keys remember each row until the end of the transaction. */
    private static final int MOST_AT_A_TIME = 250_000;

    private final Connection owner;

    Rows(Connection owner) {
        this.owner = owner;
    }

    /** Adds tenants with an administrator each, who has the password of that of {@code tenant-1}. */
    void tenants(int from, int to) throws SQLException {
        if (from > to) {
            return;
        }
        execute("CREATE TEMP TABLE IF NOT EXISTS grown"
                + " (n int, tenant_id uuid, identity_id uuid, user_id uuid, account_id uuid)");
        execute("TRUNCATE grown");
        execute("INSERT INTO grown SELECT n, uuidv7(), uuidv7(), uuidv7(), uuidv7() FROM generate_series(%d, %d) AS n"
                .formatted(from, to));
        like("access.tenant", "id = e.tenant_id", "id", "g.tenant_id", "identifier", "'tenant-' || g.n", "name", "'Tenant ' || g.n");
        like("access.identity", "id = e.identity_id", "id", "g.identity_id", "email", email(), "last_tenant_id", "g.tenant_id");
        like("access.tenant_user", "id = e.user_id", "tenant_id", "g.tenant_id", "id", "g.user_id", "identity_id", "g.identity_id", "email", email());
        like("access.user_profile", "user_id = e.user_id", "tenant_id", "g.tenant_id", "user_id", "g.user_id");
        like("access.user_role", "user_id = e.user_id", "tenant_id", "g.tenant_id", "id", "uuidv7()", "user_id", "g.user_id");
        like("access.account", "id = e.account_id", "tenant_id", "g.tenant_id", "id", "g.account_id");
        like("access.account_member", "account_id = e.account_id", "tenant_id", "g.tenant_id", "account_id", "g.account_id", "user_id", "g.user_id", "invited_by", "g.user_id");
        like("data.audit_log", "tenant_id = e.tenant_id AND t.action ~ '^(tenant|user|account)\\.'", "tenant_id", "g.tenant_id", "id", "uuidv7()");
        like("data.usage_total", "tenant_id = e.tenant_id AND t.resource <> 'profiles'", "tenant_id", "g.tenant_id");
        like("data.usage_day", "tenant_id = e.tenant_id AND t.resource <> 'profiles'", "tenant_id", "g.tenant_id");
    }

    private static String email() {
        return "'owner@tenant-' || g.n || '.example'";
    }

    /** Rows like those of the first tenant in a table, for each that is grown, with other values in some columns. */
    private void like(String table, String ofExample, String... others) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String column : texts(
                "SELECT attname FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped"
                        .formatted(table))) {
            columns.add(column);
            int other = List.of(others).indexOf(column);
            values.add(other >= 0 && other % 2 == 0 ? others[other + 1] : "t." + column);
        }
        execute(
                """
                INSERT INTO %s (%s)
                SELECT %s FROM grown g, (
                    SELECT u.tenant_id, u.identity_id, u.id AS user_id, a.id AS account_id
                    FROM access.tenant x JOIN access.tenant_user u ON u.tenant_id = x.id
                        JOIN access.account a ON a.tenant_id = x.id
                    WHERE x.identifier = 'tenant-1') e
                JOIN %s t ON t.%s
                """
                        .formatted(table, String.join(", ", columns), String.join(", ", values), table, ofExample));
    }

    /** Adds so many profiles to each tenant whose number is in a range. */
    void profiles(int fromTenant, int toTenant, int each) throws SQLException {
        long all = (toTenant - fromTenant + 1L) * each;
        if (all <= 0) {
            return;
        }
        String words = all < MANY ? null : texts("SELECT pg_get_indexdef('metadata.search_document_words'::regclass)").get(0);
        String comment = texts("SELECT obj_description('metadata.search_document_words'::regclass)").get(0);
        if (words != null) {
            execute("DROP INDEX metadata.search_document_words");
        }
        try {
            int tenantsAtATime = Math.max(1, MOST_AT_A_TIME / each);
            for (int from = fromTenant; from <= toTenant; from += tenantsAtATime) {
                int to = Math.min(toTenant, from + tenantsAtATime - 1);
                for (int left = each; left > 0; left -= MOST_AT_A_TIME) {
                    someProfiles(from, to, Math.min(left, MOST_AT_A_TIME));
                }
            }
        } finally {
            if (words != null) {
                execute("SET maintenance_work_mem = '512MB'");
                execute(words);
                // without it the schema is refused at the next start
                execute("COMMENT ON INDEX metadata.search_document_words IS '" + comment + "'");
            }
        }
    }

    private void someProfiles(int fromTenant, int toTenant, int each) throws SQLException {
        execute("CREATE TEMP TABLE IF NOT EXISTS grown_profile (LIKE metadata.entity)");
        execute("TRUNCATE grown_profile");
        // looked for once: without its tenant it is found by reading all
        execute("CREATE TEMP TABLE IF NOT EXISTS example AS SELECT * FROM metadata.entity WHERE slug = 'example'");
        execute(
                """
                CREATE TEMP TABLE IF NOT EXISTS example_entry AS
                SELECT l.* FROM data.audit_log l JOIN example e ON l.tenant_id = e.tenant_id AND l.resource_id = e.id::text
                """);
        execute("ANALYZE example, example_entry, access.tenant, access.account");
        execute(
                """
                INSERT INTO grown_profile (tenant_id, id, entity_type, entity_subtype, account_id, name, slug, status,
                    restricted, schema_id, schema_number, structured_data, custom_fields, computed_fields, completeness,
                    language, search_text, version, created_at, updated_at)
                SELECT a.tenant_id, p.id, 'profile', s.entity_subtype, a.id, 'Profile ' || p.n,
                    'profile-' || p.id, 'active', e.restricted, s.id, s.number,
                    e.structured_data || jsonb_build_object('city', p.city, 'hair_color', p.hair, 'bio', p.bio),
                    e.custom_fields, e.computed_fields, e.completeness, e.language,
                    p.city || E'\\n' || p.bio || E'\\n', 1, now(), now()
                FROM (SELECT x.id FROM access.tenant x
                        WHERE x.identifier = ANY(ARRAY(SELECT 'tenant-' || n FROM generate_series(%1$d, %2$d) n))) x
                JOIN access.account a ON a.tenant_id = x.id
                CROSS JOIN LATERAL (
                    SELECT n, uuidv7() AS id,
                        (ARRAY['Paris', 'Milan', 'London', 'Berlin', 'Vienna'])[1 + n %% 5] AS city,
                        (ARRAY['brown', 'blonde', 'black', 'red', 'grey'])[1 + (n / 5) %% 5] AS hair,
                        (ARRAY['runway', 'fashion', 'street', 'yoga', 'piano'])[1 + (n / 3) %% 5] || ' '
                            || (ARRAY['stunt', 'denim', 'campaign', 'studio', 'surf'])[1 + (n / 7) %% 5] || ' '
                            || (ARRAY['autumn', 'calm', 'precise', 'comedy', 'launch'])[1 + (n / 11) %% 5]
                            || ' editorial commercial portrait casting beauty' AS bio
                    FROM generate_series(1, %3$d) n WHERE a.id IS NOT NULL) p
                JOIN metadata.entity_schema s ON s.entity_type = 'profile' AND s.status = 'ACTIVE'
                    AND s.entity_subtype
                        = (ARRAY['fitness', 'editorial', 'commercial', 'plus'])[1 + (p.n / 2) %% 4]
                CROSS JOIN example e
                """
                        .formatted(fromTenant, toTenant, each));
        execute("INSERT INTO metadata.entity SELECT * FROM grown_profile");
        execute(
                """
                INSERT INTO metadata.field_value (tenant_id, entity_type, field, value, entity_id)
                SELECT tenant_id, entity_type, 'hair_color', structured_data ->> 'hair_color', id FROM grown_profile
                """);
        execute(
                """
                INSERT INTO data.audit_log (tenant_id, id, created_at, user_id, identity_id, actor, action, resource,
                    resource_id, old_values, new_values, ip_address, user_agent, request_id)
                SELECT p.tenant_id, uuidv7(), p.created_at, l.user_id, l.identity_id, l.actor, l.action, l.resource,
                    p.id::text, l.old_values, l.new_values, l.ip_address, l.user_agent, p.id::text
                FROM grown_profile p, example_entry l
                """);
        for (String table : List.of("usage_total", "usage_day")) {
            String day = table.endsWith("day") ? ", day" : "";
            execute(
                    """
                    INSERT INTO data.%1$s AS u (tenant_id, resource%2$s, used)
                    SELECT tenant_id, 'profiles'%3$s, count(*) FROM grown_profile GROUP BY tenant_id
                    ON CONFLICT (tenant_id, resource%2$s) DO UPDATE SET used = u.used + excluded.used
                    """
                            .formatted(table, day, day.isEmpty() ? "" : ", current_date"));
        }
    }

    /** As the server does by itself after a while. */
    void settle() throws SQLException {
        execute("VACUUM (ANALYZE) metadata.entity, metadata.field_value, metadata.search_document, data.audit_log,"
                + " data.usage_total, data.usage_day, access.tenant, access.identity, access.tenant_user,"
                + " access.user_profile, access.user_role, access.account, access.account_member,"
                + " registry.tenant_module");
    }

    /** Rows of all tenants in the tables that grow with profiles: entities, filter values, words, audit entries. */
    long count() throws SQLException {
        return Long.parseLong(
                texts(
                                """
                SELECT (SELECT count(*) FROM metadata.entity) + (SELECT count(*) FROM metadata.field_value)
                    + (SELECT count(*) FROM metadata.search_document) + (SELECT count(*) FROM data.audit_log)
                """)
                        .get(0));
    }

    List<String> texts(String sql) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
