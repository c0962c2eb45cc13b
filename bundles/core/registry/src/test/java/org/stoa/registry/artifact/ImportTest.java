package org.stoa.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.stoa.api.platform.RuleViolation;

/** Imports are looked up among the bundles that run, and their classes come from there. */
class ImportTest extends InspectorFixture {

    private static final String TEXT =
            """
            package com.example.text;
            public final class Text { public static String version() { return "%s"; } }
            """;

    private Bundle library(String version) throws BundleException {
        byte[] bundle = new ModuleFile()
                .header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", "com.example.text")
                .header("Bundle-Version", version)
                .header("Export-Package", "com.example.text;version=\"" + version + "\"")
                .source("com.example.text.Text", TEXT.formatted(version))
                .bundle();
        return framework.getBundleContext().installBundle("text-" + version, new ByteArrayInputStream(bundle));
    }

    private ModuleFile importing(String range) {
        return ModuleFile.good()
                .header(
                        "Import-Package",
                        "org.stoa.api.module,org.stoa.api.security,org.stoa.api.data,jakarta.ws.rs,"
                                + "com.example.text;version=\"" + range + "\"")
                .definition(
                        "super.id()",
                        "name",
                        "try { this.name = (String) Class.forName(\"com.example.text.Text\").getMethod(\"version\")"
                                + ".invoke(null); } catch (Exception e) { throw new RuntimeException(e); } }"
                                + " private final String name; {");
    }

    @Test
    void bundlesThatRunProvideAndOthersDoNot() throws BundleException {
        Bundle older = library("1.5.0");
        Bundle newer = library("2.1.0");
        older.start();
        List<RuleViolation> violations =
                inspect(inspector(true), importing("[2,3)").kar()).violations();
        assertThat(violations)
                .singleElement()
                .asString()
                .startsWith("com.example.text: it imports the package in version [2.0.0,3.0.0), and here is 1.5.0;")
                .endsWith("[import-unsatisfied]");
        assertThat(newer.getState()).isEqualTo(Bundle.INSTALLED);

        newer.start();
        assertThat(inspect(inspector(true), importing("[1,3)").kar())
                        .description()
                        .name())
                .isEqualTo("2.1.0");
        assertThat(inspect(inspector(true), importing("[1,2)").kar())
                        .description()
                        .name())
                .isEqualTo("1.5.0");
        older.uninstall();
        newer.uninstall();
    }

    @Test
    void inspectionInstallsNothing() {
        Bundle[] before = framework.getBundleContext().getBundles();
        assertThat(inspect(inspector(true), ModuleFile.good().kar()).accepted()).isTrue();
        assertThat(Arrays.asList(framework.getBundleContext().getBundles())).containsExactly(before);
    }
}
