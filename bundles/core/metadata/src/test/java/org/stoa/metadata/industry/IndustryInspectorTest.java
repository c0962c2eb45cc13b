package org.stoa.metadata.industry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.platform.IndustryInspection.Result;
import org.stoa.api.platform.RuleViolation;
import org.stoa.metadata.industry.IndustryFixture.TextTemplate;

class IndustryInspectorTest {

    private static final String SUBJECT = TextTemplate.class.getName();
    private static final String GOOD =
            """
            {'name': {'en': 'Gardens'},
             'entitySchemas': [{'entityType': 'plant', 'entitySubtype': 'tree', 'baseSchema': {'type': 'object',
               'properties': {'heightCm': {'type': 'integer'}}}}],
             'formTemplates': [{'formType': 'search', 'entityType': 'plant', 'entitySubtype': 'tree'}]}
            """;

    private static IndustryFixture fixture;
    private static IndustryInspector inspector;

    @BeforeAll
    static void start() {
        fixture = new IndustryFixture();
        inspector = new IndustryInspector(fixture.parts, fixture.templates);
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    @Test
    void soundTemplateBreaksNothing() {
        assertThat(inspect("garden", "1.0.0", GOOD)).isEqualTo(new Result(List.of(), List.of()));
        assertThat(inspect("garden", "10.2.33-beta.1", GOOD).violations()).isEmpty();
    }

    @Test
    void everyFaultIsNamedWithItsPlace() {
        assertThat(
                        faults(
                                """
                        {'unknown': 1,
                         'description': 'x',
                         'requiredModules': ['billing', 'No Module'],
                         'recommendedFeatures': [3],
                         'defaultSettings': {'garden.size': null},
                         'categoryTree': [
                           {'slug': 'a', 'name': {'en': 'A'}, 'children': [{'slug': 'Not ok', 'name': {'xx-': ''}}, 7]},
                           {'slug': 'a', 'name': {'en': 'B'}, 'colour': '#aabbcc', 'displayOrder': 'first'}],
                         'tagSets': [{'name': 'Not ok', 'label': {'en': 'x'}, 'tags': [{'slug': 'sunny'}]}],
                         'entitySchemas': [
                           {'entityType': 'plant', 'entitySubtype': 'array', 'baseSchema': {'type': 'array'},
                            'filterableFields': ['none']},
                           {'entityType': 'plant', 'entitySubtype': 'Big Tree', 'visibility': 'secret'},
                           {'entityType': 'plant', 'entitySubtype': 'herb',
                            'baseSchema': {'type': 'object', 'properties': {'x': {'type': 'numbr'}}}},
                           {'entityType': 'plant', 'entitySubtype': 'sound', 'baseSchema': {'type': 'object'}}],
                         'validationRules': [
                           {'entityType': 'plant', 'name': 'sound', 'expression': 'size(', 'message': {'en': 'x'}},
                           {'entityType': 'stone', 'name': 'lost', 'expression': 'true', 'message': {'en': 'x'}}],
                         'formTemplates': [
                           {'formType': 'search', 'entityType': 'plant', 'entitySubtype': 'none'},
                           {'formType': 'search', 'entityType': 'plant', 'entitySubtype': 'herb'},
                           {'formType': 'search', 'entityType': 'plant', 'entitySubtype': 'sound', 'formSchema': []},
                           {'formType': 'order'}],
                         'workflowTemplates': [{'name': 'Plant It'}],
                         'customizationRules': {
                           'settings': {},
                           'workflows': {'gone': {'locked': ['']}},
                           'schemas': {'plant/herb': {'locked': ['']}, 'plant/sound': {'lock': ['']}},
                           'categories': {'a': {'locked': ['/none', 'none']}, 'maybe': {'locked': []}}}}
                        """))
                .satisfiesExactlyInAnyOrder(
                        starts("unknown: is not known here; there are categoryTree, "),
                        is("description: must be an object"),
                        is("name: must have a text in at least one language"),
                        is("requiredModules/1: must be the id of a module"),
                        is("recommendedFeatures/0: must be the name of a feature"),
                        is("defaultSettings/garden.size: must not be null"),
                        starts("categoryTree/a/children/Not ok: /slug: must be at most 100 lower-case letters"),
                        is("categoryTree/a/children/1: must be an object"),
                        starts("categoryTree/a: /colour: is not known here; there are active, allowedEntityTypes, "),
                        is("categoryTree/a: /displayOrder: must be a number"),
                        starts("tagSets/Not ok: /name: must be at most 100 lower-case letters"),
                        is("tagSets/Not ok/tags/sunny: /label: is missing"),
                        is("entitySchemas/plant/array: /baseSchema/type: must be object"),
                        starts("entitySchemas/plant/array: /filterableFields: none must be a property of baseSchema"),
                        starts("entitySchemas/plant/Big Tree: /visibility: must be one of "),
                        starts("entitySchemas/plant/Big Tree: /entitySubtype: must match "),
                        is("entitySchemas/plant/Big Tree: /baseSchema: is missing"),
                        starts("entitySchemas/plant/herb: /baseSchema/properties/x/type: "),
                        starts("validationRules/sound/expression: "),
                        is("validationRules/lost: the template has no schema whose entities it is for"),
                        is("formTemplates/search/plant/none: the template has no schema plant/none"),
                        is("formTemplates/search/plant/sound: /formSchema: must be an object"),
                        is("formTemplates/3: /formType: must be one of registration, profile_edit, search"),
                        is("formTemplates/3: /entityType: is missing"),
                        is("formTemplates/3: /entitySubtype: is missing"),
                        starts("workflowTemplates/Plant It: /name: must be at most 100 lower-case letters"),
                        starts("customizationRules/settings: is not known here; there are tagSets, tags, "),
                        is("customizationRules/schemas/plant/sound: /lock: is not known here; there is locked"),
                        is("customizationRules/schemas/plant/sound: /locked: must be a list of JSON pointers"),
                        is("customizationRules/categories/a: there is nothing at /none"),
                        is(
                                "customizationRules/categories/a: none is no JSON pointer: it must be empty or begin with /"));
    }

    @Test
    void constraintsOfRequestsHoldForTemplates() {
        assertThat(
                        faults(
                                """
                        {'name': {'en': 'x'}, 'entitySchemas': [
                          {'entityType': 'plant', 'entitySubtype': 'Big Tree', 'label': {'en': ' '},
                           'statuses': [], 'validationRules': [{'name': 'x', 'message': {}}, null]}]}
                        """))
                .containsExactly(
                        "entitySchemas/plant/Big Tree: /entitySubtype: must match [a-z][a-z0-9_]{0,39}",
                        "entitySchemas/plant/Big Tree: /label/en: must not be blank",
                        "entitySchemas/plant/Big Tree: /baseSchema: is missing",
                        "entitySchemas/plant/Big Tree: /statuses: must have 1 to 20 entries",
                        "entitySchemas/plant/Big Tree: /validationRules/0/expression: is missing",
                        "entitySchemas/plant/Big Tree: /validationRules/0/message: must not be empty");
    }

    @Test
    void numberIsNoText() {
        assertThat(faults("{'name': {'en': 'x'}, 'categoryTree': [{'slug': 'a', 'name': {'en': 7}}]}"))
                .containsExactly("categoryTree/a: /name/en: must be a text");
        assertThat(faults("{'name': {'en': 7}, 'categoryTree': [{'slug': 7, 'name': {'en': 'x'}, 'maxDepth': '2'}]}"))
                .containsExactly(
                        "name: /en: must be a text",
                        "categoryTree/7: /slug: must be a text",
                        "categoryTree/7: /maxDepth: must be a number");
    }

    @Test
    void lockOfWhatIsNotInTheTemplateIsAFault() {
        assertThat(faults("{'name': {'en': 'x'}, 'customizationRules': {'workflows': {'gone': {'locked': ['']}}}}"))
                .containsExactly("customizationRules/workflows/gone: the template has no such workflow");
    }

    @Test
    void aHundredFaultsAreEnough() {
        StringBuilder content = new StringBuilder("{'name': {'en': 'x'}");
        for (int i = 0; i < 130; i++) {
            content.append(", ").append("'a%d': 1".formatted(i));
        }
        List<String> faults = faults(content.append('}').toString());
        assertThat(faults).hasSize(101);
        assertThat(faults.get(100)).isEqualTo("there are 30 more faults");
    }

    @Test
    void codeIsTheIdOfTheModuleAndVersionAVersion() {
        assertThat(inspect("other", "1", GOOD).violations())
                .containsExactly(
                        new RuleViolation(
                                "industry-code",
                                SUBJECT,
                                "code() returns other; it must be the id of the module, which is garden"),
                        new RuleViolation(
                                "industry-version",
                                SUBJECT,
                                "version() returns 1; it must be three numbers such as 1.2.0"));
    }

    @Test
    void contentThatCannotBeReadIsToldWithTheRest() {
        assertThat(messages("industry-unreadable", template("1.0.0", "[]")))
                .containsExactly("content() must return a JSON object");
        assertThat(messages("industry-unreadable", template("1.0.0", ""))).hasSize(1);
        assertThat(messages("industry-unreadable", template("1.0.0", "{\n 'a': }".replace('\'', '"'))))
                .singleElement()
                .asString()
                .startsWith("content() returns no JSON: line 2, column 7: ");
        assertThat(messages("industry-unreadable", template(null, null)))
                .containsExactly("version() returns null", "content() returns null");
        assertThat(messages("industry-unreadable", new Failing(new IllegalArgumentException("there is no x.json"))))
                .containsExactly("content() fails: there is no x.json");
        assertThat(messages("industry-unreadable", new Failing(new IllegalStateException("bad day"))))
                .containsExactly("content() fails: java.lang.IllegalStateException: bad day");
        assertThat(messages("industry-version", new Failing(new IllegalStateException("bad day"))))
                .hasSize(1);
    }

    @Test
    void versionAndContentChangeTogether() {
        fixture.offer("park", "1.0.0", GOOD);
        String changed = GOOD.replace("Gardens", "Parks");

        assertThat(warnings("1.0.0", GOOD)).isEmpty();
        assertThat(warnings("1.1.0", changed)).isEmpty();
        assertThat(warnings("1.0.0", changed))
                .singleElement()
                .asString()
                .startsWith("the industry park has another content than version 1.0.0");
        assertThat(warnings("1.1.0", GOOD)).singleElement().asString().endsWith("tenants would upgrade for nothing");
    }

    private record Failing(RuntimeException failure) implements IndustryTemplate {
        @Override
        public String code() {
            return "garden";
        }

        @Override
        public String version() {
            return "next";
        }

        @Override
        public String content() {
            throw failure;
        }
    }

    private static org.assertj.core.api.ThrowingConsumer<String> is(String fault) {
        return found -> assertThat(found).isEqualTo(fault);
    }

    private static org.assertj.core.api.ThrowingConsumer<String> starts(String fault) {
        return found -> assertThat(found).startsWith(fault);
    }

    private static TextTemplate template(String version, String content) {
        return new TextTemplate("garden", version, content);
    }

    private static Result inspect(String code, String version, String content) {
        return inspector.inspect("garden", new TextTemplate(code, version, content.replace('\'', '"')));
    }

    private static List<String> warnings(String version, String content) {
        Result result = inspector.inspect("park", new TextTemplate("park", version, content.replace('\'', '"')));
        assertThat(result.violations()).isEmpty();
        return result.warnings();
    }

    private static List<String> faults(String content) {
        Result result = inspect("garden", "1.0.0", content);
        assertThat(result.violations()).allSatisfy(violation -> {
            assertThat(violation.rule()).isEqualTo("industry-invalid");
            assertThat(violation.subject()).isEqualTo(SUBJECT);
        });
        return result.violations().stream().map(RuleViolation::message).toList();
    }

    private static List<String> messages(String rule, IndustryTemplate template) {
        return inspector.inspect("garden", template).violations().stream()
                .filter(violation -> violation.rule().equals(rule))
                .map(RuleViolation::message)
                .toList();
    }
}
