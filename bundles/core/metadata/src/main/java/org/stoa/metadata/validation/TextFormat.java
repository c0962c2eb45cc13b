package org.stoa.metadata.validation;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.DateFormat;
import com.networknt.schema.format.DateTimeFormat;
import com.networknt.schema.format.Format;
import com.networknt.schema.format.IPv6Format;
import com.networknt.schema.format.IdnEmailFormat;
import com.networknt.schema.format.IdnHostnameFormat;
import com.networknt.schema.format.IriFormat;
import com.networknt.schema.format.IriReferenceFormat;
import com.networknt.schema.format.TimeFormat;
import com.networknt.schema.format.UriFormat;
import com.networknt.schema.format.UriReferenceFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.stoa.metadata.pattern.LinearPattern;
import org.stoa.metadata.pattern.PatternException;

/**
 * A format that is asserted; any other only annotates. None of them looks at a text longer than it can be, as not all
 * are linear.
 *
 * @param expected what a text must be, with an example where that helps
 * @param longest text that can have the format, in characters
 */
record TextFormat(String name, String expected, int longest, Predicate<String> test) implements Format {
    private static final int LONGEST_URI = 2000;
    private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String ATOM = "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String QUOTED = "\"(?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\\x20-\\x7e])*\"";
    private static final String LITERAL = "\\[(?:" + OCTET + "(?:\\." + OCTET + "){3}|IPv6:[\\da-fA-F:.]{2,45})\\]";
    private static final String TIME = "T(?:\\d+H(?:\\d+M(?:\\d+S)?)?|\\d+M(?:\\d+S)?|\\d+S)";
    private static final String PERIOD =
            "(?:\\d+W|(?:\\d+Y(?:\\d+M(?:\\d+D)?)?|\\d+M(?:\\d+D)?|\\d+D)(?:" + TIME + ")?|" + TIME + ")";
    private static final String VARIABLE =
            "(?:\\w|%[\\da-fA-F]{2})(?:\\.?(?:\\w|%[\\da-fA-F]{2}))*(?::[1-9]\\d{0,3}|\\*)?";

    static final List<TextFormat> ALL = List.of(
            library(new DateFormat(), "a date such as 2025-12-31", 40),
            library(new TimeFormat(), "a time with its offset such as 08:30:00Z", 40),
            library(new DateTimeFormat(), "a date and time with its offset such as 2025-12-31T08:30:00Z", 80),
            pattern("duration", "a duration such as P1Y6M or PT30M", 100, "^P" + PERIOD + "$"),
            // the library's own knows the top-level domains of the day it was released, and no others
            pattern(
                    "email",
                    "an e-mail address",
                    320,
                    "^(?:" + ATOM + "(?:\\." + ATOM + ")*|" + QUOTED + ")@(?:" + LABEL + "(?:\\." + LABEL + ")*|"
                            + LITERAL + ")$"),
            library(new IdnEmailFormat(), "an e-mail address", 320),
            pattern("hostname", "a host name", 253, "^" + LABEL + "(?:\\." + LABEL + ")*$"),
            library(new IdnHostnameFormat(), "a host name", 253),
            pattern("ipv4", "an IPv4 address such as 192.0.2.1", 15, "^" + OCTET + "(?:\\." + OCTET + "){3}$"),
            library(new IPv6Format(), "an IPv6 address such as 2001:db8::1", 45),
            library(new UriFormat(), "a URI such as https://example.org/", LONGEST_URI),
            library(new UriReferenceFormat(), "a URI or a reference relative to one", LONGEST_URI),
            library(new IriFormat(), "an IRI such as https://example.org/", LONGEST_URI),
            library(new IriReferenceFormat(), "an IRI or a reference relative to one", LONGEST_URI),
            pattern(
                    "uri-template",
                    "a URI template such as /profiles/{id}",
                    LONGEST_URI,
                    "^(?:[^\\x00-\\x20\"%<>\\\\^`{|}\\x7f]|%[\\da-fA-F]{2}|\\{[+#./;?&=,!@|]?" + VARIABLE + "(?:,"
                            + VARIABLE + ")*\\})*$"),
            pattern(
                    "uuid",
                    "a UUID such as 019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b",
                    36,
                    "^[\\da-fA-F]{8}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{12}$"),
            pattern("json-pointer", "a JSON pointer such as /name", LONGEST_URI, "^(?:/(?:[^/~]|~[01])*)*$"),
            pattern(
                    "relative-json-pointer",
                    "a relative JSON pointer such as 1/name",
                    LONGEST_URI,
                    "^(?:0|[1-9]\\d*)(?:#|(?:/(?:[^/~]|~[01])*)*)$"),
            new TextFormat(
                    "regex", "a regular expression", LinearPattern.MAXIMUM_LENGTH, TextFormat::isRegularExpression));

    private static final Map<String, TextFormat> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(TextFormat::name, Function.identity()));

    private static TextFormat library(Format format, String expected, int longest) {
        return new TextFormat(format.getName(), expected, longest, text -> format.matches(null, text));
    }

    private static TextFormat pattern(String name, String expected, int longest, String pattern) {
        return new TextFormat(name, expected, longest, LinearPattern.compile(pattern)::find);
    }

    private static boolean isRegularExpression(String text) {
        try {
            LinearPattern.compile(text);
            return true;
        } catch (PatternException e) {
            return false;
        }
    }

    /** What a text of this format must be; the name itself where it is not known. */
    static String expected(String name) {
        TextFormat format = BY_NAME.get(name);
        return format == null ? "in the format " + name : format.expected();
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean matches(ExecutionContext context, String text) {
        BoundedContext.spend(context, 1 + text.length() / 10L);
        return text.length() <= longest && test.test(text);
    }
}
