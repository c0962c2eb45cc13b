package org.stoa.api.industry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
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
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private IndustryFiles() {}

    /**
     * The content of {@code industry.json} in which every {@code {"$file": "schemas/dog.json"}} is replaced by what that
     * file holds. Files are in UTF-8 and found relative to the package of the class.
     *
     * @throws IllegalArgumentException that names the file that is missing, or is no JSON or has a member twice, with
     *     line and column
     */
    public static String read(Class<?> anchor) {
        return read(anchor, MAIN, DEEPEST);
    }

    private static String read(Class<?> anchor, String name, int levels) {
        if (levels == 0) {
            throw new IllegalArgumentException(name + " is included by itself, or too deep");
        }
        String text = text(anchor, name);
        check(name, text);
        Matcher matcher = INCLUSION.matcher(text);
        StringBuilder content = new StringBuilder();
        while (matcher.find()) {
            String included = read(anchor, matcher.group(1), levels - 1);
            matcher.appendReplacement(content, Matcher.quoteReplacement(included));
        }
        return matcher.appendTail(content).toString();
    }

    /** What is wrong is told here, where it is still known which file it came from. */
    private static void check(String name, String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException(name + " is empty");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(name + " holds more than one JSON value");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    name + ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
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
