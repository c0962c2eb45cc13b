package org.stoa.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stoa.api.platform.IndustryInspection;
import org.stoa.api.platform.RuleViolation;

/** Each module breaks one rule, is refused for it alone, and leaves nothing behind. */
class BadModuleTest extends InspectorFixture {

    private static final String IMPORTS =
            "org.stoa.api.module;version=\"[1.0,2)\",org.stoa.api.security,org.stoa.api.data,jakarta.ws.rs";

    private static Arguments bad(String rule, String subject, UnaryOperator<ModuleFile> change) {
        return arguments(rule, subject, change);
    }

    private static Arguments header(String rule, String subject, String name, String value) {
        return bad(rule, subject, module -> module.header(name, value));
    }

    private static Arguments definition(String rule, String id, String name, String inConstructor) {
        return bad(rule, "com.example.crm.CrmModule", module -> module.definition(id, name, inConstructor));
    }

    static Stream<Arguments> manifests() {
        return Stream.of(
                header("manifest-symbolic-name", "Bundle-SymbolicName", "Bundle-SymbolicName", "com.example crm"),
                header("manifest-symbolic-name", "com.example.CRM", "Bundle-SymbolicName", "com.example.CRM"),
                header("manifest-symbolic-name", "Bundle-ManifestVersion", "Bundle-ManifestVersion", null),
                header(
                        "manifest-singleton",
                        "Bundle-SymbolicName",
                        "Bundle-SymbolicName",
                        "com.example.crm;singleton:=true"),
                header("manifest-id-reserved", "tenant", "Bundle-SymbolicName", "com.example.tenant"),
                header("manifest-version", "Bundle-Version", "Bundle-Version", null),
                header("manifest-version", "Bundle-Version", "Bundle-Version", "1.2.0-SNAPSHOT"),
                header("manifest-exports", "Export-Package", "Export-Package", "com.example.crm"),
                header("manifest-requires-bundle", "Require-Bundle", "Require-Bundle", "org.stoa.data"),
                header("manifest-fragment", "Fragment-Host", "Fragment-Host", "org.stoa.rest"),
                header("manifest-dynamic-imports", "DynamicImport-Package", "DynamicImport-Package", "*"),
                header("manifest-native-code", "Bundle-NativeCode", "Bundle-NativeCode", "lib.so;osname=Linux"),
                header("manifest-agent", "Agent-Class", "Agent-Class", "com.example.crm.Base"),
                header("manifest-multi-release", "Multi-Release", "Multi-Release", "true"),
                header("manifest-extender", "Karaf-Commands", "Karaf-Commands", "*"),
                header("manifest-extender", "Web-ContextPath", "Web-ContextPath", "/crm"),
                bad("manifest-extender", "OSGI-INF/blueprint/x.xml", m -> m.entry("OSGI-INF/blueprint/x.xml", "<x/>")),
                header(
                        "manifest-extender",
                        "osgi.extender (osgi.extender=osgi.serviceloader.processor)",
                        "Require-Capability",
                        "osgi.extender;filter:=\"(osgi.extender=osgi.serviceloader.processor)\""),
                header("manifest-capabilities", "osgi.extender", "Provide-Capability", "osgi.extender;osgi.extender=x"),
                header("manifest-class-path", "lib/none.jar", "Bundle-ClassPath", ".,lib/none.jar"),
                header("manifest-unreadable", "Import-Package", "Import-Package", IMPORTS + ",org.slf4j;version=\"[1"),
                header(
                        "manifest-imports-internal",
                        "org.stoa.api.platform",
                        "Import-Package",
                        IMPORTS + ",org.stoa.api.platform"),
                header(
                        "manifest-imports-internal",
                        "org.osgi.framework.hooks.weaving",
                        "Import-Package",
                        IMPORTS + ",org.osgi.framework.hooks.weaving"),
                header(
                        "manifest-imports-internal",
                        "org.stoa.data.schema",
                        "Import-Package",
                        IMPORTS + ",org.stoa.data.schema;resolution:=optional"),
                header(
                        "manifest-java",
                        "Require-Capability",
                        "Require-Capability",
                        "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=21))\""),
                bad(
                        "manifest-java",
                        "com/example/crm/New.class",
                        module -> module.entry(
                                "com/example/crm/New.class", new byte[] {-54, -2, -70, -66, 0, 0, 0, 65, 0, 0})),
                bad(
                        "archive-contains-api",
                        "org/stoa/api/module/ModuleDefinition.class",
                        module -> module.source(
                                "org.stoa.api.module.ModuleDefinition",
                                "package org.stoa.api.module; public interface ModuleDefinition { String id(); String name();"
                                        + " String description(); java.util.List<PermissionDefinition> permissions(); }")));
    }

    static Stream<Arguments> imports() {
        return Stream.of(
                header("api-version", "org.stoa.api.module", "Import-Package", IMPORTS.replace("[1.0,2)", "[1.4,2)")),
                header("import-unsatisfied", "org.slf4j", "Import-Package", IMPORTS + ",org.slf4j;version=\"[3,4)\""),
                header("import-unsatisfied", "com.example.none", "Import-Package", IMPORTS + ",com.example.none"),
                header("import-unsatisfied", "org.stoa.api.none", "Import-Package", IMPORTS + ",org.stoa.api.none"),
                header(
                        "capability-unsatisfied",
                        "com.example.thing",
                        "Require-Capability",
                        "com.example.thing;filter:=\"(a=b)\""),
                header(
                        "capability-unsatisfied",
                        "com.example.thing",
                        "Require-Capability",
                        "com.example.thing;filter:=\"((\""));
    }

    static Stream<Arguments> components() {
        return Stream.of(
                header("component-unreadable", "OSGI-INF/none.xml", "Service-Component", "OSGI-INF/none.xml"),
                bad(
                        "component-unreadable",
                        ModuleFile.RESOURCE,
                        module -> module.entry(
                                ModuleFile.RESOURCE,
                                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><component>&e;</component>")),
                bad(
                        "component-unreadable",
                        ModuleFile.RESOURCE,
                        module -> module.entry(ModuleFile.RESOURCE, "<component>")),
                bad(
                        "component-service",
                        "com.example.crm.Contacts",
                        module -> module.component(
                                ModuleFile.RESOURCE, "com.example.crm.Contacts", 0, "org.stoa.api.data.Database", "")),
                bad(
                        "component-service",
                        "com.example.crm.Contacts",
                        module -> module.component(
                                ModuleFile.RESOURCE, "com.example.crm.Contacts", 0, "jakarta.servlet.Servlet", "")),
                bad(
                        "component-property",
                        "com.example.crm.Contacts",
                        module -> module.component(
                                ModuleFile.RESOURCE,
                                "com.example.crm.Contacts",
                                0,
                                "com.example.crm.Contacts",
                                "<property name=\"osgi.command.scope\" value=\"crm\"/>")),
                bad(
                        "component-class",
                        "com.example.crm.Contacts",
                        module -> module.component(
                                ModuleFile.RESOURCE, "com.example.crm.Contacts", 1, "com.example.crm.Contacts", "")),
                bad(
                        "component-class",
                        "com.example.crm.None",
                        module -> module.component(
                                ModuleFile.RESOURCE, "com.example.crm.None", 0, "com.example.crm.Contacts", "")));
    }

    static Stream<Arguments> definitions() {
        return Stream.of(
                header("definition-missing", "com.example.crm", "Service-Component", ModuleFile.RESOURCE),
                bad(
                        "definition-missing",
                        "com.example.crm.CrmModule",
                        module -> module.entry(
                                ModuleFile.DEFINITION,
                                "<component enabled='false'><implementation class='com.example.crm.CrmModule'/><service>"
                                        + "<provide interface='org.stoa.api.module.ModuleDefinition'/></service></component>")),
                bad(
                        "definition-not-one",
                        "com.example.crm.Contacts, com.example.crm.CrmModule",
                        module -> module.component(
                                ModuleFile.RESOURCE,
                                "com.example.crm.Contacts",
                                0,
                                "org.stoa.api.module.ModuleDefinition",
                                "")),
                bad(
                        "component-class",
                        "com.example.crm.Contacts",
                        module -> module.component(
                                ModuleFile.DEFINITION,
                                "com.example.crm.Contacts",
                                0,
                                "org.stoa.api.module.ModuleDefinition",
                                "")),
                definition(
                        "definition-fails",
                        "super.id()",
                        "\"Contacts\"",
                        "throw new IllegalStateException(\"bad day\");"),
                definition(
                        "definition-fails",
                        "super.id()",
                        "\"Contacts\"",
                        "database.read(null, Runnable.class, mapper -> 1);"),
                definition("definition-fails", "id()", "\"Contacts\"", ""),
                definition(
                        "definition-fails",
                        "super.id()",
                        "\"Contacts\"",
                        "try { new java.util.concurrent.CountDownLatch(1).await(); } catch (InterruptedException e) { }"),
                definition("definition-invalid", "\"CRM\"", "\"Contacts\"", ""),
                definition("definition-invalid", "super.id()", "null", ""),
                definition(
                        "definition-starts-threads",
                        "super.id()",
                        "\"Contacts\"",
                        "new Thread(() -> { try { new java.util.concurrent.CountDownLatch(1).await(); }"
                                + " catch (InterruptedException e) { } }).start();"));
    }

    private static Arguments industry(String rule, String content, String inConstructor) {
        return bad(rule, "com.example.crm.Gardens", module -> module.industry(content, inConstructor));
    }

    static Stream<Arguments> industries() {
        String block = "try { new java.util.concurrent.CountDownLatch(1).await(); } catch (InterruptedException e) { }";
        return Stream.of(
                industry("industry-unreadable", "\"{}\"", "throw new IllegalStateException(\"bad day\");"),
                industry("industry-unreadable", "\"{}\".substring(3)", ""),
                industry("industry-unreadable", "org.stoa.api.industry.IndustryFiles.read(Gardens.class)", ""),
                industry("industry-unreadable", "\"{}\"", block),
                industry("industry-starts-threads", "\"{}\"", "new Thread(() -> { " + block + " }).start();"),
                bad("component-class", "com.example.crm.Gardens", module -> module.industry("\"{}\"", "")
                        .source("com.example.crm.Gardens", "package com.example.crm; public class Gardens {}")),
                bad("industry-not-one", "com.example.crm.Gardens, com.example.crm.Parks", module -> module.industry(
                                "\"{}\"", "")
                        .source(
                                "com.example.crm.Parks",
                                "package com.example.crm; public class Parks implements"
                                        + " org.stoa.api.industry.IndustryTemplate { public String code() { return"
                                        + " \"crm\"; } public String version() { return \"1\"; } public String"
                                        + " content() { return \"{}\"; } }")
                        .component(
                                ModuleFile.RESOURCE,
                                "com.example.crm.Parks",
                                0,
                                "org.stoa.api.industry.IndustryTemplate",
                                "")));
    }

    @ParameterizedTest
    @MethodSource({"manifests", "imports", "components", "definitions", "industries"})
    void breaksOneRule(String rule, String subject, UnaryOperator<ModuleFile> change) {
        InspectedModule inspected =
                inspect(inspector(true), change.apply(ModuleFile.good()).kar());
        assertThat(inspected.violations())
                .extracting(RuleViolation::rule, RuleViolation::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(rule, subject));
        assertThat(inspected.violations().get(0).message()).isNotBlank().doesNotContain("null");
        assertThat(inspected.accepted()).isFalse();
    }

    @Test
    void refusalOfAnImportNamesWhatIsWantedWhatIsThereAndWhatToDo() {
        InspectedModule inspected = inspect(
                inspector(true),
                ModuleFile.good()
                        .header("Import-Package", IMPORTS.replace("[1.0,2)", "[1.4,2)"))
                        .kar());
        assertThat(inspected.violations())
                .singleElement()
                .asString()
                .isEqualTo(
                        "org.stoa.api.module: it imports the package in version [1.4.0,2.0.0), and here is 1.0.0; build it"
                                + " against the API of this platform, or upgrade the platform [api-version]");
    }

    @Test
    void severalViolationsAreToldAtOnceAndNothingOfTheModuleRuns() {
        InspectedModule inspected = inspect(
                inspector(false),
                ModuleFile.good()
                        .header("Export-Package", "com.example.crm")
                        .header("Bundle-Version", "one")
                        .header("Import-Package", IMPORTS + ",com.example.none")
                        .definition("super.id()", "\"Contacts\"", "System.setProperty(\"crm.ran\", \"yes\");")
                        .kar());
        assertThat(rules(inspected))
                .containsExactlyInAnyOrder(
                        "signature-missing", "manifest-exports", "manifest-version", "import-unsatisfied");
        assertThat(System.getProperty("crm.ran")).isNull();
        assertThat(inspected.description()).isNull();
    }

    @Test
    void whatTheInspectionOfResourcesFindsIsAmongTheViolations() {
        RuleViolation open = new RuleViolation("operation-without-permission", "Contacts.all", "say who may");
        resources = (id, permissions, classes) -> java.util.List.of(open);
        InspectedModule inspected = inspect(inspector(true), ModuleFile.good().kar());
        resources = (id, permissions, classes) -> java.util.List.of();
        assertThat(inspected.violations()).containsExactly(open);
    }

    @Test
    void everyFaultOfAnIndustryIsAmongTheViolationsBesideThoseOfResources() {
        RuleViolation open = new RuleViolation("operation-without-permission", "Contacts.all", "say who may");
        RuleViolation nameless = new RuleViolation("industry-invalid", "com.example.crm.Gardens", "name is missing");
        RuleViolation foreign = new RuleViolation("industry-code", "com.example.crm.Gardens", "say crm");
        resources = (id, permissions, classes) -> List.of(open);
        industries = (id, template) ->
                new IndustryInspection.Result(List.of(nameless, foreign), List.of("the version was the same"));
        InspectedModule inspected = inspect(
                inspector(true), ModuleFile.good().industry("\"{}\"", "").kar());
        resources = (id, permissions, classes) -> List.of();
        industries = InspectorFixture::nothingWrong;
        assertThat(inspected.violations()).containsExactly(open, nameless, foreign);
        assertThat(inspected.warnings()).contains("the version was the same");
    }

    @Test
    void olderJavaRefusesNewerClasses() {
        ModuleInspector inspector = inspector(true, ArchiveLimits.STANDARD, 11, Clock.systemUTC());
        InspectedModule inspected = inspect(
                inspector,
                ModuleFile.good()
                        .header("Bundle-ClassPath", "lib/a.jar,.")
                        .entry("lib/a.jar", ModuleFile.zip(Compiler.compile(Map.of("a.B", "package a; class B {}"))))
                        .kar());
        assertThat(inspected.violations())
                .extracting(RuleViolation::rule, RuleViolation::subject)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("manifest-java", "a/B.class"),
                        org.assertj.core.groups.Tuple.tuple("manifest-java", "Require-Capability"));
    }

    @Test
    void importOfWhatIsNotPromisedIsAWarning() {
        InspectedModule inspected = inspect(
                inspector(true),
                ModuleFile.good()
                        .header("Import-Package", IMPORTS + ",com.google.common.base;resolution:=optional")
                        .kar());
        assertThat(inspected.violations()).isEmpty();
        assertThat(inspected.warnings()).anyMatch(warning -> warning.contains("com.google.common.base"));
    }
}
