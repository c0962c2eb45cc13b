package org.stoa.marketplace.search;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;

/** What listings are sorted by: an expression of SQL, and how its values travel in a cursor. */
enum SortKey {
    PUBLISHED("l.published_at", "timestamptz") {
        @Override
        String text() {
            return "to_char(l.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
        }

        @Override
        boolean fits(String text) {
            try {
                return text.matches("(?!0000)[0-9]{4}-[0-9-]{5}T[0-9:]{8}\\.[0-9]{6}Z") && Instant.parse(text) != null;
            } catch (DateTimeException e) {
                return false;
            }
        }
    },
    FEATURED("l.featured", "boolean") {
        @Override
        boolean fits(String text) {
            return text.equals("true") || text.equals("false");
        }
    },
    PRICE("l.price_units", "bigint") {
        @Override
        boolean fits(String text) {
            return text.matches("[0-9]{1,18}");
        }
    },
    DISTANCE(SearchSql.DISTANCE, "double precision"),
    RELEVANCE("ts_rank(l.words, " + SearchSql.QUERY + ")", "real") {
        @Override
        boolean fits(String text) {
            // PostgreSQL refuses what is too large for the type, or so small that it would become zero.
            return super.fits(text)
                    && Float.isFinite(Float.parseFloat(text))
                    && (Float.parseFloat(text) > 0 || new BigDecimal(text).signum() == 0);
        }
    };

    private final String expression;
    private final String type;

    SortKey(String expression, String type) {
        this.expression = expression;
        this.type = type;
    }

    String expression() {
        return expression;
    }

    String type() {
        return type;
    }

    /** The value as text, read back without a loss. */
    String text() {
        return "(" + expression + ")::text";
    }

    /** Whether a text that a client sent can be read as a value of it. */
    boolean fits(String text) {
        return text.matches("[0-9]{1,12}(\\.[0-9]{1,20})?(e[+-]?[0-9]{1,2})?");
    }
}
