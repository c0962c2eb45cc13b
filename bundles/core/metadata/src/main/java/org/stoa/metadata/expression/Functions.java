package org.stoa.metadata.expression;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.MONTHS;
import static java.time.temporal.ChronoUnit.YEARS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.math.RoundingMode;
import java.time.temporal.TemporalUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** All functions and operators that expressions have: those of CEL that make sense for JSON, and those for dates. */
final class Functions {

    static final String AND = "_&&_";
    static final String OR = "_||_";
    static final String IF = "_?_:_";
    static final String NOT_FALSE = "@not_strictly_false";
    static final String INDEX = "_[_]";
    static final String ADD = "_+_";
    static final String EQUAL = "_==_";
    static final String DIFFERENT = "_!=_";
    static final String IN = "@in";
    static final String SIZE = "size";
    static final String DYN = "dyn";
    static final String MATCHES = "matches";

    private static final int STEPS_OF_A_DATE = 5;

    private static final CelType NUMBER = SimpleType.DOUBLE;
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TRUTH = SimpleType.BOOL;
    private static final CelType ANY = SimpleType.DYN;
    private static final CelType T = TypeParamType.create("T");
    private static final CelType LIST = ListType.create(T);
    private static final CelType OBJECT = MapType.create(TEXT, T);

    private static final Map<String, List<Function>> ALL = new LinkedHashMap<>();

    static {
        logic();
        comparison();
        arithmetic();
        numbers();
        texts();
        lists();
        dates();
    }

    private Functions() {}

    /** Those of a name; empty when there is none. */
    static List<Function> named(String name) {
        return ALL.getOrDefault(name, List.of());
    }

    static List<CelFunctionDecl> declarations() {
        List<CelFunctionDecl> declarations = new ArrayList<>();
        ALL.forEach((name, functions) -> {
            List<CelOverloadDecl> overloads = new ArrayList<>();
            for (int i = 0; i < functions.size(); i++) {
                overloads.add(functions.get(i).declaration(name + "#" + i));
            }
            declarations.add(CelFunctionDecl.newFunctionDeclaration(name, overloads));
        });
        return declarations;
    }

    /** What is not evaluated before it is called is done by {@link Evaluation}; it is only declared here. */
    private static void logic() {
        Function.Body elsewhere = (given, caller) -> {
            throw new IllegalStateException("is no function");
        };
        add(AND, List.of(TRUTH, TRUTH), TRUTH, elsewhere);
        add(OR, List.of(TRUTH, TRUTH), TRUTH, elsewhere);
        add(IF, List.of(TRUTH, T, T), T, elsewhere);
        add(NOT_FALSE, List.of(TRUTH), TRUTH, elsewhere);
        add("!_", List.of(TRUTH), TRUTH, (given, caller) -> truth(!given[0].booleanValue()));
        add(DYN, List.of(T), ANY, (given, caller) -> given[0]);
    }

    private static void comparison() {
        add(EQUAL, List.of(T, T), TRUTH, (given, caller) -> truth(Values.areEqual(given[0], given[1], caller)));
        add(DIFFERENT, List.of(T, T), TRUTH, (given, caller) -> truth(!Values.areEqual(given[0], given[1], caller)));
        order("_<_", sign -> sign < 0);
        order("_<=_", sign -> sign <= 0);
        order("_>_", sign -> sign > 0);
        order("_>=_", sign -> sign >= 0);
    }

    private static void order(String name, IntPredicate wanted) {
        for (CelType type : List.of(NUMBER, TEXT)) {
            add(
                    name,
                    List.of(type, type),
                    TRUTH,
                    (given, caller) -> truth(wanted.test(Values.compare(given[0], given[1], caller))));
        }
    }

    private static void arithmetic() {
        numeric(ADD, Numbers::add);
        numeric("_-_", Numbers::subtract);
        numeric("_*_", Numbers::multiply);
        numeric("_/_", Numbers::divide);
        numeric("_%_", Numbers::remainder);
        numeric("-_", number -> Numbers.node(Numbers.of(number).negate()));
        add(ADD, List.of(TEXT, TEXT), TEXT, Values::join);
        add(ADD, List.of(LIST, LIST), LIST, Values::concatenate);
    }

    private static void numbers() {
        numeric("abs", number -> Numbers.node(Numbers.of(number).abs()));
        numeric("floor", number -> Numbers.rounded(number, RoundingMode.FLOOR));
        numeric("ceil", number -> Numbers.rounded(number, RoundingMode.CEILING));
        numeric("round", number -> Numbers.rounded(number, RoundingMode.HALF_UP));
        numeric("round", Numbers::rounded);
        numeric("min", (one, other) -> Numbers.of(one).compareTo(Numbers.of(other)) <= 0 ? one : other);
        numeric("max", (one, other) -> Numbers.of(one).compareTo(Numbers.of(other)) >= 0 ? one : other);
        add("sum", List.of(ListType.create(NUMBER)), NUMBER, Values::sum);
        numeric("int", number -> Numbers.rounded(number, RoundingMode.DOWN));
        numeric("double", number -> Numbers.node(Numbers.of(number)));
        add(
                "int",
                List.of(TEXT),
                NUMBER,
                (given, caller) -> Numbers.rounded(Values.number(given, caller), RoundingMode.DOWN));
        add("double", List.of(TEXT), NUMBER, Values::number);
    }

    private static void texts() {
        add("string", List.of(NUMBER), TEXT, (given, caller) -> TextNode.valueOf(Numbers.text(given[0])));
        add("string", List.of(TEXT), TEXT, (given, caller) -> given[0]);
        add("string", List.of(TRUTH), TEXT, (given, caller) -> TextNode.valueOf(given[0].asText()));
        member("contains", List.of(TEXT, TEXT), TRUTH, Values::contains);
        member("startsWith", List.of(TEXT, TEXT), TRUTH, Values::startsWith);
        member("endsWith", List.of(TEXT, TEXT), TRUTH, Values::endsWith);
        member(MATCHES, List.of(TEXT, TEXT), TRUTH, Values::matches);
        add(MATCHES, List.of(TEXT, TEXT), TRUTH, Values::matches);
    }

    private static void lists() {
        add(INDEX, List.of(LIST, NUMBER), T, Values::item);
        add(INDEX, List.of(OBJECT, TEXT), T, (given, caller) -> Values.member(given[0], given[1].textValue()));
        add(IN, List.of(T, LIST), TRUTH, Values::isAmong);
        add(IN, List.of(TEXT, OBJECT), TRUTH, (given, caller) -> truth(given[1].has(given[0].textValue())));
        for (CelType type : List.of(TEXT, LIST, OBJECT)) {
            add(SIZE, List.of(type), NUMBER, Values::size);
            member(SIZE, List.of(type), NUMBER, Values::size);
        }
    }

    private static void dates() {
        date("date", TEXT, Dates::day);
        date("age", (from, to) -> Dates.between(from, to, YEARS));
        date("monthsBetween", (from, to) -> Dates.between(from, to, MONTHS));
        date("daysBetween", (from, to) -> Dates.between(from, to, DAYS));
        moved("addDays", DAYS);
        moved("addMonths", MONTHS);
        moved("addYears", YEARS);
        date("year", NUMBER, date -> Numbers.node(Dates.of(date).getYear()));
        date("month", NUMBER, date -> Numbers.node(Dates.of(date).getMonthValue()));
        date("day", NUMBER, date -> Numbers.node(Dates.of(date).getDayOfMonth()));
        date(
                "weekday",
                NUMBER,
                date -> Numbers.node(Dates.of(date).getDayOfWeek().getValue()));
    }

    private static void date(String name, CelType gives, UnaryOperator<JsonNode> body) {
        add(name, List.of(TEXT), gives, (given, caller) -> {
            caller.spend(STEPS_OF_A_DATE);
            return body.apply(given[0]);
        });
    }

    private static void date(String name, BiFunction<JsonNode, JsonNode, JsonNode> body) {
        add(name, List.of(TEXT, TEXT), NUMBER, (given, caller) -> {
            caller.spend(2 * STEPS_OF_A_DATE);
            return body.apply(given[0], given[1]);
        });
    }

    private static void moved(String name, TemporalUnit unit) {
        add(name, List.of(TEXT, NUMBER), TEXT, (given, caller) -> {
            caller.spend(STEPS_OF_A_DATE);
            return Dates.plus(given[0], given[1], unit);
        });
    }

    private static void numeric(String name, UnaryOperator<JsonNode> body) {
        add(name, List.of(NUMBER), NUMBER, (given, caller) -> body.apply(given[0]));
    }

    private static void numeric(String name, BiFunction<JsonNode, JsonNode, JsonNode> body) {
        add(name, List.of(NUMBER, NUMBER), NUMBER, (given, caller) -> body.apply(given[0], given[1]));
    }

    private static void add(String name, List<CelType> takes, CelType gives, Function.Body body) {
        add(new Function(name, false, takes, gives, body));
    }

    private static void member(String name, List<CelType> takes, CelType gives, Function.Body body) {
        add(new Function(name, true, takes, gives, body));
    }

    private static void add(Function function) {
        ALL.computeIfAbsent(function.name(), any -> new ArrayList<>()).add(function);
    }

    static JsonNode truth(boolean value) {
        return BooleanNode.valueOf(value);
    }
}
