package org.stoa.registry.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.osgi.framework.Constants;

/**
 * What the components of a module offer to the rest of the platform: services for itself, and those that the API lets
 * modules implement. Anything else would replace a part of the platform or be picked up behind its back.
 */
public final class ComponentCheck {

    private static final String CONSUMER_TYPE = "Lorg/osgi/annotation/versioning/ConsumerType;";

    /** Beginnings of service properties that make something in Karaf publish a service of any type. */
    private static final List<String> PUBLISHING = List.of(
            "osgi.command.",
            "osgi.http.whiteboard.",
            "osgi.jaxrs.",
            "org.apache.cxf.",
            "jmx.objectname",
            "service.exported.");

    /** @param imports where classes of imported packages come from */
    void check(ModuleArchive archive, Map<String, ClassLoader> imports, Findings findings) {
        for (ComponentDescription component : archive.components()) {
            for (String service : component.services()) {
                if (!isOwn(archive, service) && !mayBeImplemented(archive, service, imports)) {
                    findings.violation(
                            "component-service",
                            component.name(),
                            "it is registered as " + service
                                    + ", which is not for modules to provide; register it as a type"
                                    + " of the module or one that the API marks as @ConsumerType");
                }
            }
            component.properties().keySet().stream()
                    .filter(property -> PUBLISHING.stream().anyMatch(property::startsWith))
                    .sorted()
                    .forEach(property -> findings.violation(
                            "component-property",
                            component.name(),
                            "its property " + property
                                    + " would publish it past the platform; use what org.stoa.api offers to modules"));
        }
    }

    private static boolean isOwn(ModuleArchive archive, String type) {
        String file = type.replace('.', '/') + ".class";
        for (ModuleArchive.Root root : archive.classPath()) {
            try (ZipFile jar = new ZipFile(root.jar().toFile(), StandardCharsets.UTF_8)) {
                if (jar.getEntry(root.prefix() + file) != null) {
                    return true;
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + root.jar(), e);
            }
        }
        return false;
    }

    private static boolean mayBeImplemented(ModuleArchive archive, String type, Map<String, ClassLoader> imports) {
        if (!type.startsWith("org.stoa.api.")) {
            return false;
        }
        String packageName = type.substring(0, type.lastIndexOf('.'));
        ClassLoader loader = imports.get(packageName);
        if (loader == null) {
            // imported, but not here: that is a violation of its own
            return archive.manifest().getOrDefault(Constants.IMPORT_PACKAGE, "").contains(packageName);
        }
        try (InputStream content = loader.getResourceAsStream(type.replace('.', '/') + ".class")) {
            // The annotation is not kept for reflection: its name in the class file is the only trace.
            return content != null
                    && new String(content.readAllBytes(), StandardCharsets.ISO_8859_1).contains(CONSUMER_TYPE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + type, e);
        }
    }
}
