package org.stoa.metadata.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import java.util.List;
import org.stoa.metadata.pattern.LinearPattern;

/**
 * A function or an operator, for arguments of certain types.
 *
 * @param member whether it is called as {@code a.name(b)}
 */
record Function(String name, boolean member, List<CelType> takes, CelType gives, Body body) {

    Function {
        takes = List.copyOf(takes);
    }

    /** The evaluation that calls. */
    interface Caller {
        void spend(long steps);

        LinearPattern pattern(String source);
    }

    /** What it does. Gives no value by {@link ExpressionException}, without a position. */
    @FunctionalInterface
    interface Body {
        JsonNode apply(JsonNode[] arguments, Caller caller);
    }

    CelOverloadDecl declaration(String id) {
        return member
                ? CelOverloadDecl.newMemberOverload(id, gives, takes)
                : CelOverloadDecl.newGlobalOverload(id, gives, takes);
    }

    boolean takes(JsonNode[] arguments) {
        if (arguments.length != takes.size()) {
            return false;
        }
        for (int i = 0; i < arguments.length; i++) {
            if (!isOf(takes.get(i), arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOf(CelType type, JsonNode value) {
        return switch (type.kind()) {
            case DOUBLE -> value.isNumber();
            case STRING -> value.isTextual();
            case BOOL -> value.isBoolean();
            case LIST -> value.isArray();
            case MAP -> value.isObject();
            default -> true;
        };
    }
}
