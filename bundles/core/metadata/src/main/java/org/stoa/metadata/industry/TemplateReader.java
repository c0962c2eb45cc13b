package org.stoa.metadata.industry;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.stoa.api.data.Json;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.platform.RuleViolation;
import org.stoa.metadata.Documents;

/** Reads the templates that modules offer, and names the rules that they break. */
final class TemplateReader {

    private static final String UNREADABLE = "industry-unreadable";
    private static final String INVALID = "industry-invalid";
    /** Characters, with spaces. */
    private static final int LONGEST_CONTENT = 4 * 1024 * 1024;
    /** An author who has more of them begins with these. */
    private static final int MOST_FAULTS = 100;

    private static final Pattern VERSION =
            Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}([.-][0-9A-Za-z][0-9A-Za-z.-]{0,39})?");

    private final ContentReader contents;

    /** @param parts what there may be in a template */
    TemplateReader(List<TemplatePart> parts) {
        contents = new ContentReader(parts);
    }

    /**
     * What came of reading a template.
     *
     * @param document null when it breaks a rule
     * @param violations each fault by itself
     */
    record Reading(IndustryDocument document, List<RuleViolation> violations) {}

    Reading read(String moduleId, IndustryTemplate template) {
        Faulty faulty = new Faulty(template.getClass().getName(), new ArrayList<>());
        Optional<String> code = faulty.ask("code()", template::code);
        code.filter(each -> !each.equals(moduleId))
                .ifPresent(each -> faulty.add(
                        "industry-code",
                        "code() returns " + each + "; it must be the id of the module, which is " + moduleId));
        Optional<String> version = faulty.ask("version()", template::version);
        version.filter(each -> !VERSION.matcher(each).matches())
                .ifPresent(each -> faulty.add(
                        "industry-version", "version() returns " + each + "; it must be three numbers such as 1.2.0"));
        Optional<IndustryDocument> document = faulty.ask("content()", template::content)
                .flatMap(faulty::object)
                .map(content -> read(code.orElse(moduleId), version.orElse(""), content, faulty));
        return faulty.violations().isEmpty()
                ? new Reading(document.orElseThrow(), List.of())
                : new Reading(null, List.copyOf(faulty.violations()));
    }

    private IndustryDocument read(String code, String version, JsonNode content, Faulty faulty) {
        Faults faults = new Faults();
        IndustryDocument document = contents.read(code, version, content, faults);
        faults.all().stream().limit(MOST_FAULTS).forEach(fault -> faulty.add(INVALID, fault.toString()));
        if (faults.count() > MOST_FAULTS) {
            faulty.add(INVALID, "there are " + (faults.count() - MOST_FAULTS) + " more faults");
        }
        return document;
    }

    /** Collects the violations of one template. */
    private record Faulty(String subject, List<RuleViolation> violations) {

        void add(String rule, String message) {
            violations.add(new RuleViolation(rule, subject, message));
        }

        /** Calls a method of the template, which may do anything. */
        Optional<String> ask(String method, Supplier<String> question) {
            try {
                String answer = question.get();
                if (answer == null) {
                    add(UNREADABLE, method + " returns null");
                }
                return Optional.ofNullable(answer);
            } catch (IllegalArgumentException | UncheckedIOException e) {
                // as IndustryFiles says what is wrong with a file
                add(UNREADABLE, method + " fails: " + e.getMessage());
            } catch (RuntimeException | LinkageError e) {
                add(UNREADABLE, method + " fails: " + e);
            }
            return Optional.empty();
        }

        Optional<JsonNode> object(String content) {
            if (content.length() > LONGEST_CONTENT) {
                add(UNREADABLE, "content() may have at most " + LONGEST_CONTENT + " characters");
                return Optional.empty();
            }
            try {
                JsonNode parsed = Documents.parse(new Json(content));
                if (parsed.isObject()) {
                    return Optional.of(parsed);
                }
                add(UNREADABLE, "content() must return a JSON object");
            } catch (IllegalArgumentException e) {
                add(UNREADABLE, "content() returns no JSON: " + placeOf(e) + e.getMessage());
            }
            return Optional.empty();
        }

        private static String placeOf(IllegalArgumentException failure) {
            JsonLocation at = failure.getCause() instanceof JsonProcessingException cause ? cause.getLocation() : null;
            return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
        }
    }
}
