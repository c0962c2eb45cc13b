package org.stoa.metadata.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.HashMap;
import java.util.Map;

/**
 * Types of what an expression names plainly, such as {@code data.rows[0].price}, before the expression as a whole is
 * checked.
 *
 * @param variables by name
 */
record PlainTypes(Map<String, CelType> variables) {

    PlainTypes {
        variables = Map.copyOf(variables);
    }

    PlainTypes with(String variable, CelType type) {
        Map<String, CelType> all = new HashMap<>(variables);
        all.put(variable, type);
        return new PlainTypes(all);
    }

    /** {@link SimpleType#DYN} where it is not plain. */
    CelType of(CelExpr expression) {
        return switch (expression.getKind()) {
            case IDENT -> variables.getOrDefault(expression.ident().name(), SimpleType.DYN);
            case SELECT ->
                member(of(expression.select().operand()), expression.select().field());
            case CALL ->
                expression.call().function().equals(Functions.INDEX)
                        ? ofItems(expression.call().args().get(0))
                        : SimpleType.DYN;
            default -> SimpleType.DYN;
        };
    }

    /** That of the items of a list. */
    CelType ofItems(CelExpr list) {
        return of(list) instanceof ListType type ? type.elemType() : SimpleType.DYN;
    }

    private static CelType member(CelType type, String name) {
        if (type instanceof StructType object) {
            return object.findField(name).map(StructType.Field::type).orElse(SimpleType.DYN);
        }
        return type instanceof MapType map ? map.valueType() : SimpleType.DYN;
    }
}
