package org.stoa.metadata.search;

import java.util.List;
import java.util.Map;
import org.stoa.metadata.entity.EntityRow;

/** Statements of searches. Everything that a client has said is bound; only the form depends on the search. */
public final class SearchSql {

    private static final double EARTH_RADIUS = 6_371_000;

    /** Called by MyBatis with the parameters of {@link SearchMapper#find}. */
    public static String find(Map<String, Object> parameters) {
        return find((Search) parameters.get("search"), false);
    }

    /** Called by MyBatis with the parameters of {@link SearchMapper#findAmongNewest}. */
    public static String findAmongNewest(Map<String, Object> parameters) {
        return find((Search) parameters.get("search"), true);
    }

    private static String find(Search search, boolean amongNewest) {
        StringBuilder sql = new StringBuilder("SELECT")
                .append(EntityRow.COLUMNS)
                .append(", ")
                .append(sortValue(search))
                .append(amongNewest ? ", m.complete" : ", true AS complete");
        from(search, amongNewest, sql);
        if (search.sort().by() == Sort.By.FIELD && !search.isTail()) {
            sql.append(" JOIN metadata.field_value s ON s.tenant_id = #{tenantId}")
                    .append(" AND s.entity_type = #{search.entityType} AND s.field = #{search.sort.field}")
                    .append(" AND s.entity_id = e.id");
        }
        where(search, sql);
        if (search.isTail()) {
            sql.append(" AND NOT EXISTS (SELECT FROM metadata.field_value s WHERE s.tenant_id = #{tenantId}")
                    .append(" AND s.entity_id = e.id AND s.field = #{search.sort.field})");
        }
        after(search, sql);
        String direction = search.sort().descending() ? " DESC" : "";
        String key = key(search);
        sql.append(" ORDER BY ");
        if (!key.isEmpty()) {
            sql.append(key).append(direction).append(", ");
        }
        return sql.append("e.id")
                .append(direction)
                .append(" LIMIT #{search.fetch}")
                .toString();
    }

    /** Called by MyBatis with the parameters of {@link SearchMapper#count}. */
    public static String count(Map<String, Object> parameters) {
        Search search = (Search) parameters.get("search");
        String field = (String) parameters.get("field");
        String value =
                switch (field) {
                    case Filter.CATEGORY -> "f.category_id::text";
                    case Filter.TAG -> "f.tag_set || ':' || f.slug";
                    default -> "f.value";
                };
        StringBuilder sql = new StringBuilder("SELECT #{field} AS field, " + value + " AS value, count(*) AS count");
        from(search, false, sql);
        switch (field) {
            case Filter.CATEGORY ->
                sql.append(" JOIN metadata.entity_category f ON f.tenant_id = #{tenantId} AND f.entity_id = e.id")
                        .append(" AND f.state = 'APPROVED'");
            case Filter.TAG ->
                sql.append(" JOIN metadata.entity_tag f ON f.tenant_id = #{tenantId} AND f.entity_id = e.id");
            default ->
                sql.append(" JOIN metadata.field_value f ON f.tenant_id = #{tenantId}")
                        .append(" AND f.entity_type = #{search.entityType} AND f.field = #{field}")
                        .append(" AND f.entity_id = e.id");
        }
        where(search, sql);
        return sql.append(" GROUP BY 2 ORDER BY count(*) DESC, 2 LIMIT #{most}").toString();
    }

    private static void from(Search search, boolean amongNewest, StringBuilder sql) {
        sql.append(" FROM ");
        if (search.words() != null) {
            boolean ranked = search.sort().by() == Sort.By.RELEVANCE;
            sql.append("metadata.matching")
                    .append(amongNewest ? "_recent" : ranked ? "" : "_newest")
                    .append("(#{search.entityType}, websearch_to_tsquery(")
                    .append("metadata.words_configuration(#{search.language}), #{search.words})")
                    .append(amongNewest ? ", #{search.before,javaType=java.util.UUID}) m" : ") m")
                    .append(" JOIN metadata.entity e ON e.tenant_id = #{tenantId} AND e.id = m.entity_id");
        } else {
            sql.append("metadata.entity e");
        }
    }

    private static void where(Search search, StringBuilder sql) {
        sql.append(
                " WHERE e.tenant_id = #{tenantId} AND e.entity_type = #{search.entityType} AND e.deleted_at IS NULL");
        if (!search.restricted()) {
            sql.append(" AND NOT e.restricted");
        }
        if (!search.subtypes().isEmpty()) {
            oneOf("e.entity_subtype", search.subtypes(), "search.subtypes", sql);
        }
        if (!search.statuses().isEmpty()) {
            oneOf("e.status", search.statuses(), "search.statuses", sql);
        }
        if (search.accountId() != null) {
            sql.append(" AND e.account_id = #{search.accountId}");
        }
        if (search.ownerId() != null) {
            sql.append(" AND e.owner_id = #{search.ownerId}");
        }
        for (int i = 0; i < search.filters().size(); i++) {
            filter(search.filters().get(i), "search.filters[" + i + "]", sql);
        }
        if (search.place() != null) {
            place(search.place(), sql);
        }
    }

    /** An index keeps its order behind a column that has one value, not behind one that has any of several. */
    private static void oneOf(String column, List<String> values, String at, StringBuilder sql) {
        if (values.size() == 1) {
            sql.append(" AND ").append(column).append(" = #{").append(at).append("[0]}");
        } else {
            sql.append(" AND ").append(column).append(" = ANY (#{").append(at).append(",javaType=list}::text[])");
        }
    }

    private static void filter(Filter filter, String at, StringBuilder sql) {
        boolean negative = filter.kind() == Filter.Kind.NOT_IN || filter.kind() == Filter.Kind.MISSING;
        sql.append(negative ? " AND NOT EXISTS (" : " AND EXISTS (");
        switch (filter.field()) {
            case Filter.CATEGORY -> {
                sql.append("SELECT FROM metadata.entity_category v WHERE v.tenant_id = #{tenantId}")
                        .append(" AND v.entity_id = e.id AND v.state = 'APPROVED'");
                if (!filter.values().isEmpty()) {
                    sql.append(" AND v.category_id = ANY (#{").append(at).append(".values,javaType=list}::uuid[])");
                }
            }
            case Filter.TAG -> {
                sql.append("SELECT FROM metadata.entity_tag v WHERE v.tenant_id = #{tenantId} AND v.entity_id = e.id");
                if (!filter.values().isEmpty()) {
                    sql.append(" AND (v.tag_set, v.slug) IN (SELECT split_part(t, ':', 1), split_part(t, ':', 2)")
                            .append(" FROM unnest(#{")
                            .append(at)
                            .append(".values,javaType=list}::text[]) AS t)");
                }
            }
            default -> field(filter, at, sql);
        }
        sql.append(')');
    }

    private static void field(Filter filter, String at, StringBuilder sql) {
        sql.append("SELECT FROM metadata.field_value v WHERE v.tenant_id = #{tenantId}")
                .append(" AND v.entity_type = #{search.entityType} AND v.entity_id = e.id AND v.field = #{")
                .append(at)
                .append(".field}");
        switch (filter.kind()) {
            case IN, NOT_IN -> {
                oneOf("v.value", filter.values(), at + ".values", sql);
            }
            case RANGE -> {
                if (filter.low() != null) {
                    sql.append(filter.lowIncluded() ? " AND v.value >= #{" : " AND v.value > #{")
                            .append(at)
                            .append(".low}");
                }
                if (filter.high() != null) {
                    sql.append(filter.highIncluded() ? " AND v.value <= #{" : " AND v.value < #{")
                            .append(at)
                            .append(".high}");
                }
            }
            case EXISTS, MISSING -> {
                // any value will do
            }
        }
    }

    /** The box finds candidates by index; the distance on the sphere (haversine) decides. */
    private static void place(Place place, StringBuilder sql) {
        sql.append(" AND e.latitude BETWEEN #{search.place.south} AND #{search.place.north} AND ")
                .append(
                        place.isWrapped()
                                ? "(e.longitude >= #{search.place.west} OR e.longitude <= #{search.place.east})"
                                : "e.longitude BETWEEN #{search.place.west} AND #{search.place.east}")
                .append(" AND 2 * ")
                .append(EARTH_RADIUS)
                .append(" * asin(sqrt(least(1, power(sind((e.latitude - #{search.place.latitude}) / 2), 2)")
                .append(" + cosd(e.latitude) * cosd(#{search.place.latitude})")
                .append(
                        " * power(sind((e.longitude - #{search.place.longitude}) / 2), 2)))) <= #{search.place.metres}");
    }

    private static String sortValue(Search search) {
        String key = key(search);
        return (key.isEmpty() ? "NULL" : key + "::text") + " AS sort_value";
    }

    private static String key(Search search) {
        return switch (search.sort().by()) {
            case CREATED -> "";
            case UPDATED -> "e.updated_at";
            case NAME -> "e.name COLLATE \"C\"";
            case RELEVANCE -> "m.rank";
            case FIELD -> search.isTail() ? "" : "s.value";
        };
    }

    private static void after(Search search, StringBuilder sql) {
        Position after = search.after();
        if (after == null || after.id() == null) {
            return;
        }
        String than = search.sort().descending() ? " < " : " > ";
        String key = key(search);
        if (key.isEmpty()) {
            sql.append(" AND e.id").append(than).append("#{search.after.id}");
            return;
        }
        String type =
                switch (search.sort().by()) {
                    case UPDATED -> "::timestamptz";
                    case RELEVANCE -> "::real";
                    default -> "";
                };
        sql.append(" AND (")
                .append(key)
                .append(", e.id)")
                .append(than)
                .append("(#{search.after.value}")
                .append(type);
        sql.append(", #{search.after.id})");
    }

    private SearchSql() {}
}
