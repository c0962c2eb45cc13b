package org.stoa.api.industry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The content of a template, kept in files beside a class. */
public final class IndustryFiles {

    private static final String MAIN = "industry.json";
    private static final Pattern INCLUSION = Pattern.compile("\\{\\s*\"\\$file\"\\s*:\\s*\"([^\"\\\\]+)\"\\s*}");
    private static final int DEEPEST = 5;

    private IndustryFiles() {}

    /**
     * The content of {@code industry.json} in which every {@code {"$file": "schemas/dog.json"}} is replaced by what that
     * file holds. Files are in UTF-8 and found relative to the package of the class.
     *
     * @throws IllegalArgumentException when a file is missing
     */
    public static String read(Class<?> anchor) {
        return read(anchor, MAIN, DEEPEST);
    }

    private static String read(Class<?> anchor, String name, int levels) {
        if (levels == 0) {
            throw new IllegalArgumentException(name + " is included by itself, or too deep");
        }
        Matcher matcher = INCLUSION.matcher(text(anchor, name));
        StringBuilder content = new StringBuilder();
        while (matcher.find()) {
            String included = read(anchor, matcher.group(1), levels - 1);
            matcher.appendReplacement(content, Matcher.quoteReplacement(included));
        }
        return matcher.appendTail(content).toString();
    }

    private static String text(Class<?> anchor, String name) {
        try (InputStream file = anchor.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException("there is no " + name + " beside " + anchor.getName());
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
