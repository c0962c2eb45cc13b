package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide names every rule by which a module may be refused, and no other. */
class ModuleGuideIT {
    private static final Path GUIDE = Path.of("../docs/writing-a-module.md");
    private static final Path CORE = Path.of("../bundles/core");
    private static final String RESOURCE_RULES = "ResourceRule.java";

    /** A rule is the first argument of what reports its violation, or a constant. */
    private static final Pattern REPORTED = Pattern.compile(
            "(?:iolation|RefusedException|new String\\[\\] ?[{]|String RULE =|[A-Z_]{4,}[(])[\\s({]*(?:\\w+ [?] \"[a-z-]+\" : )?\"([a-z]+(?:-[a-z]+)+)\"");

    private static final Pattern CHOSEN = Pattern.compile("iolation[(]\\w+ [?] \"([a-z-]+)\" : ");

    private static final Pattern RESOURCE_RULE = Pattern.compile("(?m)^    ([A-Z_]+)[,;]");
    private static final Path TEMPLATES =
            CORE.resolve("metadata/src/main/java/org/stoa/metadata/industry/TemplateReader.java");
    private static final Pattern INDUSTRY_RULE = Pattern.compile("\"(industry-[a-z-]+)\"");

    private static final Pattern IN_TABLE = Pattern.compile("(?m)^\\| (`.*?) \\|");
    private static final Pattern QUOTED = Pattern.compile("`([a-z]+(?:-[a-z]+)+)`");

    @Test
    void everyRuleIsInTheGuide() throws IOException {
        Set<String> rules = new TreeSet<>();
        for (String bundle : List.of("data", "registry", "rest")) {
            rules.addAll(rules(CORE.resolve(bundle).resolve("src/main/java")));
        }
        rules.addAll(found(INDUSTRY_RULE, Files.readString(TEMPLATES)));
        assertThat(rules).contains("table-not-isolated", "manifest-exports", "signature-missing", "operation-method");

        assertThat(documented()).containsExactlyInAnyOrderElementsOf(rules);
    }

    private static Set<String> rules(Path sources) throws IOException {
        Set<String> rules = new TreeSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                if (file.endsWith(RESOURCE_RULES)) {
                    rules.addAll(found(RESOURCE_RULE, source).stream()
                            .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                            .toList());
                } else if (source.contains("iolation") || source.contains("RefusedException")) {
                    rules.addAll(found(REPORTED, source));
                    rules.addAll(found(CHOSEN, source));
                }
            }
        }
        return rules;
    }

    private static List<String> documented() throws IOException {
        String guide = Files.readString(GUIDE);
        String tables = guide.substring(guide.indexOf("## What is refused"), guide.indexOf("## In this repository"));
        return found(IN_TABLE, tables).stream()
                .flatMap(cell -> found(QUOTED, cell).stream())
                .toList();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toList());
    }
}
