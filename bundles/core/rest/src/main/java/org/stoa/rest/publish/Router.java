package org.stoa.rest.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.stoa.rest.call.Escapes;

/**
 * Finds the operation that a method and a path mean. Segment by segment a literal goes before a parameter; templates
 * with regular expressions come last, the longest first. Immutable once built.
 */
final class Router {

    private final Node root = new Node();
    private final List<Operation> expressions = new ArrayList<>();
    private final List<Operation> operations;

    /** An operation with the values of its path parameters. */
    record Match(Operation operation, String[] values) {}

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private Node parameter;
        private Map<String, Operation> operations = Map.of();
    }

    Router(Collection<Operation> operations) {
        this.operations = List.copyOf(operations);
        for (Operation operation : operations) {
            if (operation.template().segments() == null) {
                expressions.add(operation);
            } else {
                add(operation);
            }
        }
        expressions.sort(Comparator.comparingInt(
                        (Operation operation) -> operation.template().toString().length())
                .reversed());
    }

    List<Operation> operations() {
        return operations;
    }

    /**
     * The operation of a method at a path; HEAD means GET where it has no operation of its own.
     *
     * @param path below the endpoint, raw, beginning with a slash
     */
    Match match(String method, String path) {
        Match match = matchExactly(method, path);
        return match == null && "HEAD".equals(method) ? matchExactly("GET", path) : match;
    }

    /** Operations of any method at a path. */
    List<Operation> at(String path) {
        List<Operation> found = new ArrayList<>();
        for (String method : ResourceReader.METHODS) {
            Match match = matchExactly(method, path);
            if (match != null) {
                found.add(match.operation());
            }
        }
        return found;
    }

    /** Value of the Allow header for operations at one path. */
    static String allow(List<Operation> operations) {
        TreeSet<String> methods = new TreeSet<>(List.of("OPTIONS"));
        for (Operation operation : operations) {
            methods.add(operation.httpMethod());
            if ("GET".equals(operation.httpMethod())) {
                methods.add("HEAD");
            }
        }
        return String.join(", ", methods);
    }

    private void add(Operation operation) {
        Node node = root;
        for (String segment : operation.template().segments()) {
            if (segment != null) {
                node = node.literals.computeIfAbsent(segment, any -> new Node());
            } else {
                if (node.parameter == null) {
                    node.parameter = new Node();
                }
                node = node.parameter;
            }
        }
        Map<String, Operation> methods = new HashMap<>(node.operations);
        methods.put(operation.httpMethod(), operation);
        node.operations = Map.copyOf(methods);
    }

    private Match matchExactly(String method, String path) {
        Match match = descend(root, method, path, 0, new ArrayList<>(4));
        if (match != null || expressions.isEmpty()) {
            return match;
        }
        for (Operation operation : expressions) {
            Matcher matcher = operation.template().pattern().matcher(path);
            if (operation.httpMethod().equals(method) && matcher.matches()) {
                return decoded(operation, matcher);
            }
        }
        return null;
    }

    /** @param from position of the slash before the next segment */
    private Match descend(Node node, String method, String path, int from, List<String> values) {
        if (from >= path.length()) {
            Operation operation = node.operations.get(method);
            return operation == null ? null : new Match(operation, values.toArray(String[]::new));
        }
        int slash = path.indexOf('/', from + 1);
        int end = slash < 0 ? path.length() : slash;
        String segment = Escapes.decode(path.substring(from + 1, end));
        if (segment == null || segment.isEmpty()) {
            return null;
        }
        Node literal = node.literals.get(segment);
        if (literal != null) {
            Match match = descend(literal, method, path, end, values);
            if (match != null) {
                return match;
            }
        }
        if (node.parameter == null) {
            return null;
        }
        values.add(segment);
        Match match = descend(node.parameter, method, path, end, values);
        if (match == null) {
            values.remove(values.size() - 1);
        }
        return match;
    }

    private static Match decoded(Operation operation, Matcher matcher) {
        String[] values = new String[matcher.groupCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Escapes.decode(matcher.group(i + 1));
            if (values[i] == null) {
                return null;
            }
        }
        return new Match(operation, values);
    }
}
