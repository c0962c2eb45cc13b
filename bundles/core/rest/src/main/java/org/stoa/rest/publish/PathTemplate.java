package org.stoa.rest.publish;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A path with parameters, as {@code @Path} writes it: {@code tenants/{tenant}/users/{id}}. Segments that are a literal
 * or one whole parameter are matched one by one; a template with anything else is matched by a regular expression.
 */
public final class PathTemplate {

    /** RFC 3986, section 3.3, without escapes and semicolons. */
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~!$&'()*+,=:@-]*");

    private final List<String> segments;
    private final List<String> names;
    private final String text;
    private final Pattern pattern;

    private PathTemplate(List<String> segments, List<String> names, String text, Pattern pattern) {
        this.segments = segments;
        this.names = names;
        this.text = text;
        this.pattern = pattern;
    }

    /**
     * Reads the paths of a class and a method, joined.
     *
     * @throws IllegalArgumentException when a brace is open, a name is empty or double, or an expression is none
     */
    public static PathTemplate of(String... paths) {
        return new Reader().read(String.join("/", paths));
    }

    /**
     * Refuses a path that no request could have, or only one to another place.
     *
     * @throws IllegalArgumentException when it steps up or holds what is not written as it is in a path
     */
    void requireReachable() {
        for (String segment : text.replaceAll("\\{[^}]*}", "x").split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("the path '" + text + "' leaves its place by '" + segment + "'");
            }
            if (!SEGMENT.matcher(segment).matches()) {
                throw new IllegalArgumentException("the path '" + text
                        + "' has a segment with other characters than letters, digits and -._~!$&'()*+,=:@");
            }
        }
    }

    /** Literal segments, and null for each parameter; null when only {@link #pattern()} can match. */
    List<String> segments() {
        return pattern == null ? segments : null;
    }

    /** Matches a whole path that begins with a slash; null when the segments tell all. */
    Pattern pattern() {
        return pattern;
    }

    /** Names of the parameters, in their order. */
    public List<String> names() {
        return names;
    }

    /** What tells whether two templates match the same paths: without the names of parameters. */
    String shape() {
        return pattern == null ? text.replaceAll("\\{[^}]*}", "{}") : pattern.pattern();
    }

    /** The path with plain parameters, without a slash before: {@code tenants/{tenant}}. */
    @Override
    public String toString() {
        return text;
    }

    private static final class Reader {
        /** An opening parenthesis that is neither escaped nor already special. */
        private static final String CAPTURING_GROUP = "(?<!\\\\)\\((?!\\?)";

        private final List<String> segments = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder expression = new StringBuilder();
        private boolean plain = true;

        PathTemplate read(String path) {
            for (String segment : split(path)) {
                expression.append('/');
                text.append(text.length() == 0 ? "" : "/");
                readSegment(segment);
            }
            if (new HashSet<>(names).size() != names.size()) {
                throw new IllegalArgumentException("the path '" + path + "' has a parameter twice");
            }
            try {
                Pattern pattern = plain ? null : Pattern.compile(expression.toString());
                return new PathTemplate(
                        Collections.unmodifiableList(segments), List.copyOf(names), text.toString(), pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("the path '" + path + "' holds no valid expression", e);
            }
        }

        private void readSegment(String segment) {
            int open = segment.indexOf('{');
            if (open < 0) {
                segments.add(segment);
                text.append(segment);
                expression.append(Pattern.quote(segment));
                return;
            }
            boolean whole = open == 0 && closing(segment, 0) == segment.length() - 1 && segment.indexOf(':') < 0;
            plain &= whole;
            int from = 0;
            while (open >= 0) {
                int close = closing(segment, open);
                text.append(segment, from, open);
                expression.append(Pattern.quote(segment.substring(from, open)));
                parameter(segment.substring(open + 1, close));
                from = close + 1;
                open = segment.indexOf('{', from);
            }
            text.append(segment.substring(from));
            expression.append(Pattern.quote(segment.substring(from)));
            segments.add(null);
        }

        private void parameter(String declaration) {
            int colon = declaration.indexOf(':');
            String name = (colon < 0 ? declaration : declaration.substring(0, colon)).strip();
            if (name.isEmpty()) {
                throw new IllegalArgumentException("the path has a parameter without a name");
            }
            names.add(name);
            text.append('{').append(name).append('}');
            String part = colon < 0 ? "[^/]+" : declaration.substring(colon + 1).strip();
            expression
                    .append('(')
                    .append(part.replaceAll(CAPTURING_GROUP, "(?:"))
                    .append(')');
        }

        private static int closing(String segment, int open) {
            int depth = 0;
            for (int i = open; i < segment.length(); i++) {
                if (segment.charAt(i) == '{') {
                    depth++;
                } else if (segment.charAt(i) == '}' && --depth == 0) {
                    return i;
                }
            }
            throw new IllegalArgumentException("the path segment '" + segment + "' has an open brace");
        }

        /** At slashes that are not inside of braces; empty segments do not count. */
        private static List<String> split(String path) {
            List<String> segments = new ArrayList<>();
            int depth = 0;
            int from = 0;
            for (int i = 0; i <= path.length(); i++) {
                char c = i == path.length() ? '/' : path.charAt(i);
                if (c == '{') {
                    depth++;
                } else if (c == '}') {
                    depth--;
                } else if (c == '/' && (depth == 0 || i == path.length())) {
                    if (i > from) {
                        segments.add(path.substring(from, i));
                    }
                    from = i + 1;
                }
            }
            return segments;
        }
    }
}
