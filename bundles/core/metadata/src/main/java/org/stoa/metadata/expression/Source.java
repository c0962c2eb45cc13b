package org.stoa.metadata.expression;

import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import java.util.Map;
import org.stoa.metadata.pattern.LinearPattern;

/**
 * What an evaluation needs to know of the text of its expression.
 *
 * @param patterns those that stand in it as they are
 */
record Source(CelSource text, Map<String, LinearPattern> patterns) {

    /** What a loop has come to so far; a name that cannot be written. */
    static final String COLLECTED = "@result";

    Source {
        patterns = Map.copyOf(patterns);
    }

    /** Null for one that does not stand in it. */
    LinearPattern pattern(String source) {
        return patterns.get(source);
    }

    ExpressionException located(ExpressionException e, long id) {
        if (e.line() > 0) {
            return e;
        }
        Integer offset = text.getPositionsMap().get(id);
        CelSourceLocation location =
                offset == null ? null : text.getOffsetLocation(offset).orElse(null);
        return location == null ? e : e.at(location.getLine(), location.getColumn() + 1);
    }
}
