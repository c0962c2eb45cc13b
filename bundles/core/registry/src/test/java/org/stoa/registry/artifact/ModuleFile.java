package org.stoa.registry.artifact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds the file of a module, by default a good one. */
final class ModuleFile {

    static final String DEFINITION = "OSGI-INF/crm.xml";
    static final String RESOURCE = "OSGI-INF/contacts.xml";
    static final String INDUSTRY = "OSGI-INF/gardens.xml";

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> content = new LinkedHashMap<>();

    /** A module with a definition, a resource and two migrations. */
    static ModuleFile good() {
        return new ModuleFile()
                .header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", "com.example.crm")
                .header("Bundle-Version", "1.2.0")
                .header(
                        "Import-Package",
                        "org.stoa.api.module;version=\"[1.0,2)\",org.stoa.api.security;version=\"[1.0,2)\","
                                + "org.stoa.api.data;version=\"[1.0,2)\",jakarta.ws.rs;version=\"[3,4)\"")
                .header(
                        "Require-Capability",
                        "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0)(!(version>=2.0.0)))\","
                                + "osgi.service;effective:=active;filter:=\"(objectClass=org.stoa.api.data.Database)\","
                                + "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"")
                .header(
                        "Provide-Capability",
                        "osgi.service;objectClass:List<String>=\"org.stoa.api.module.ModuleDefinition\"")
                .header("Service-Component", DEFINITION + "," + RESOURCE)
                .definition("super.id()", "\"Contacts\"", "")
                .source(
                        "com.example.crm.Base",
                        """
                        package com.example.crm;
                        public abstract class Base implements org.stoa.api.module.ModuleDefinition {
                            public String id() { return "crm"; }
                            public java.util.List<org.stoa.api.module.PermissionDefinition> permissions() {
                                return java.util.List.of(
                                    org.stoa.api.module.PermissionDefinition.of("tenant.crm.read", "Read contacts"));
                            }
                        }
                        """)
                .source(
                        "com.example.crm.Contacts",
                        """
                        package com.example.crm;
                        @jakarta.ws.rs.Path("contacts")
                        public final class Contacts {
                            @jakarta.ws.rs.GET public String all() { return "[]"; }
                        }
                        """)
                .component(DEFINITION, "com.example.crm.CrmModule", 2, "org.stoa.api.module.ModuleDefinition", "")
                .component(
                        RESOURCE,
                        "com.example.crm.Contacts",
                        0,
                        "com.example.crm.Contacts",
                        "<property name=\"org.stoa.rest.resource\" type=\"Boolean\" value=\"true\"/>")
                .entry("db/migration/V1__contacts.sql", "CREATE TABLE crm.contact (tenant_id uuid);")
                .entry("db/migration/V10__more.sql", "SELECT 10;")
                .entry("db/migration/V9__less.sql", "SELECT 9;")
                .entry("db/contraction/V1__old.sql", "SELECT 1;");
    }

    /**
     * States the class of the definition.
     *
     * @param id expression for its id
     * @param name expression for its name
     * @param inConstructor statements; {@code database} and {@code contacts} are its parameters
     */
    ModuleFile definition(String id, String name, String inConstructor) {
        return source(
                "com.example.crm.CrmModule",
                """
                package com.example.crm;
                public final class CrmModule extends Base {
                    public CrmModule(org.stoa.api.data.Database database, Contacts contacts) { %s }
                    public String id() { return %s; }
                    public String name() { return %s; }
                    public String description() { return "Keeps contacts."; }
                }
                """
                        .formatted(inConstructor, id, name));
    }

    /**
     * States the class of an industry's template.
     *
     * @param content expression for its content
     * @param inConstructor statements
     */
    ModuleFile industry(String content, String inConstructor) {
        return header("Import-Package", headers.get("Import-Package") + ",org.stoa.api.industry;version=\"[1.0,2)\"")
                .header("Service-Component", DEFINITION + "," + RESOURCE + "," + INDUSTRY)
                .component(INDUSTRY, "com.example.crm.Gardens", 0, "org.stoa.api.industry.IndustryTemplate", "")
                .source(
                        "com.example.crm.Gardens",
                        """
                        package com.example.crm;
                        public final class Gardens implements org.stoa.api.industry.IndustryTemplate {
                            public Gardens() { %s }
                            public String code() { return "crm"; }
                            public String version() { return "1.0.0"; }
                            public String content() { return %s; }
                        }
                        """
                                .formatted(inConstructor, content));
    }

    /** States a header; null leaves it out. */
    ModuleFile header(String name, String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    /** States a class to be compiled. */
    ModuleFile source(String name, String code) {
        sources.put(name, code);
        return this;
    }

    ModuleFile entry(String name, String text) {
        return entry(name, text.getBytes(StandardCharsets.UTF_8));
    }

    ModuleFile entry(String name, byte[] bytes) {
        content.put(name, bytes);
        return this;
    }

    /** States a DS component. */
    ModuleFile component(String file, String implementation, int parameters, String service, String properties) {
        return entry(
                file,
                """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s" init="%d">
                  %s
                  <service><provide interface="%s"/></service>
                  <implementation class="%s"/>
                </scr:component>
                """
                        .formatted(implementation, parameters, properties, service, implementation));
    }

    /** The bundle alone. */
    byte[] bundle() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("META-INF/MANIFEST.MF", manifest(headers));
        all.putAll(Compiler.compile(sources));
        all.putAll(content);
        return zip(all);
    }

    /** The bundle in a KAR. */
    byte[] kar() {
        return kar("repository/com/example/crm/1.2.0/crm-1.2.0.jar");
    }

    /** A KAR that holds the bundle at each of the places. */
    byte[] kar(String... places) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("META-INF/MANIFEST.MF", manifest(Map.of("Created-By", "a test")));
        byte[] bundle = bundle();
        for (String place : places) {
            all.put(place, bundle);
        }
        all.put("repository/com/example/crm/1.2.0/crm-1.2.0.pom", "<project/>".getBytes(StandardCharsets.UTF_8));
        return zip(all);
    }

    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                // The same content makes the same file, whenever it is built.
                header.setTime(0);
                zip.putNextEntry(header);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] manifest(Map<String, String> headers) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            manifest.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
