package org.stoa.marketplace.search;

import java.util.List;
import java.util.Map;

/**
 * Makes SQL of a search; every value is a parameter. Row-level security lets only comparisons that cannot leak use an
 * index, so that words, categories and tags are found by their terms; the match of the words as a whole decides
 * afterwards.
 */
public final class SearchSql {
    static final String QUERY = "(" + query("language") + " || " + query("otherLanguage") + ")";
    static final String DISTANCE = "marketplace.distance(l.latitude, l.longitude, #{search.criteria.circle.latitude},"
            + " #{search.criteria.circle.longitude})";

    private static final String LEXEMES = lexemes("language") + " || " + lexemes("otherLanguage");

    /** Called by MyBatis with the parameters of {@link SearchMapper#find}. */
    public static String find(Map<String, Object> parameters) {
        Search search = (Search) parameters.get("search");
        List<SortKey> keys = search.sort().keys();
        StringBuilder sql = new StringBuilder("SELECT l.id, concat_ws(E'\\n'");
        keys.forEach(key -> sql.append(", ").append(key.text()));
        sql.append(") AS sort_value, ")
                .append(search.criteria().circle() == null ? "NULL::double precision" : DISTANCE)
                .append(" AS distance FROM marketplace.listing l");
        where(search, sql);
        after(search, sql);
        String direction = search.sort().isDescending() ? " DESC" : "";
        sql.append(" ORDER BY ");
        keys.forEach(key -> sql.append(key.expression()).append(direction).append(", "));
        return sql.append("l.id")
                .append(direction)
                .append(" LIMIT #{search.fetch}")
                .toString();
    }

    /** Called by MyBatis with the parameters of {@link SearchMapper#count}. */
    public static String count(Map<String, Object> parameters) {
        Search search = (Search) parameters.get("search");
        Facet facet = (Facet) parameters.get("facet");
        boolean isTerm = facet.expression() == null;
        String value = isTerm ? "f.term" : facet.expression();
        StringBuilder sql = new StringBuilder("SELECT " + value + " AS value, count(*) AS count");
        sql.append(" FROM marketplace.listing l");
        if (isTerm) {
            sql.append(" JOIN marketplace.listing_term f ON f.tenant_id = l.tenant_id AND f.kind = #{facet}")
                    .append(" AND f.listing_id = l.id");
        }
        where(search, sql);
        return sql.append(" AND " + value + " IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT #{most}")
                .toString();
    }

    private static void where(Search search, StringBuilder sql) {
        Criteria criteria = search.criteria();
        sql.append(" WHERE l.status = 'ACTIVE' AND l.deleted_at IS NULL")
                .append(" AND (l.expires_at IS NULL OR l.expires_at > #{search.now})");
        if (criteria.words() != null) {
            if (search.anchored()) {
                term("WORD", LEXEMES, sql);
            }
            sql.append(" AND l.words @@ ").append(QUERY);
        }
        anyOf("l.type", "types", criteria.types(), sql);
        anyOf("l.price_type", "priceTypes", criteria.priceTypes(), sql);
        anyOf("l.country", "countries", criteria.countries(), sql);
        if (!criteria.categories().isEmpty()) {
            term("CATEGORY", array("categories"), sql);
        }
        if (!criteria.tags().isEmpty()) {
            term("TAG", array("tags"), sql);
        }
        if (criteria.remote() != null) {
            sql.append(" AND l.remote = #{search.criteria.remote}");
        }
        if (criteria.featured() != null) {
            sql.append(" AND l.featured = #{search.criteria.featured}");
        }
        if (criteria.currency() != null) {
            sql.append(" AND l.currency = #{search.criteria.currency}");
        }
        if (criteria.minUnits() != null) {
            sql.append(" AND l.price_units >= #{search.criteria.minUnits}");
        }
        if (criteria.maxUnits() != null) {
            sql.append(" AND l.price_units <= #{search.criteria.maxUnits}");
        }
        if (search.sort().isByPrice()) {
            sql.append(" AND l.price_units IS NOT NULL");
        }
        if (criteria.circle() != null) {
            circle(criteria.circle(), sql);
        }
    }

    private static void term(String kind, String terms, StringBuilder sql) {
        sql.append(" AND l.id IN (SELECT t.listing_id FROM marketplace.listing_term t WHERE t.kind = '")
                .append(kind)
                .append("' AND t.term = ANY (")
                .append(terms)
                .append("))");
    }

    private static void anyOf(String column, String property, List<String> values, StringBuilder sql) {
        if (values.size() == 1) {
            sql.append(" AND ").append(column).append(" = #{search.criteria." + property + "[0]}");
        } else if (!values.isEmpty()) {
            sql.append(" AND ")
                    .append(column)
                    .append(" = ANY (")
                    .append(array(property))
                    .append(')');
        }
    }

    private static String array(String property) {
        return "#{search.criteria." + property + ",javaType=list}::text[]";
    }

    /** The box finds candidates by index; the distance on the sphere decides. */
    private static void circle(Circle circle, StringBuilder sql) {
        String at = "#{search.criteria.circle.";
        sql.append(" AND l.latitude BETWEEN " + at + "south} AND " + at + "north} AND ")
                .append(
                        circle.isWrapped()
                                ? "(l.longitude >= " + at + "west} OR l.longitude <= " + at + "east})"
                                : "l.longitude BETWEEN " + at + "west} AND " + at + "east}")
                .append(" AND " + DISTANCE + " <= " + at + "metres}");
    }

    private static void after(Search search, StringBuilder sql) {
        if (search.after() == null) {
            return;
        }
        StringBuilder names = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < search.sort().keys().size(); i++) {
            SortKey key = search.sort().keys().get(i);
            names.append(key.expression()).append(", ");
            values.append("#{search.after.values[" + i + "]}::text::")
                    .append(key.type())
                    .append(", ");
        }
        sql.append(" AND (").append(names).append("l.id)");
        sql.append(search.sort().isDescending() ? " < (" : " > (");
        sql.append(values).append("#{search.after.id})");
    }

    private static String query(String language) {
        return "websearch_to_tsquery(marketplace.words_configuration(#{search." + language
                + "}), #{search.criteria.words})";
    }

    private static String lexemes(String language) {
        return "tsvector_to_array(to_tsvector(marketplace.words_configuration(#{search." + language
                + "}), #{search.criteria.words}))";
    }

    private SearchSql() {}
}
