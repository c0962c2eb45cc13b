package org.stoa.testkit.modules;

import aQute.bnd.component.DSAnnotations;
import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Manifest;

/** Makes bundles of classes and other files, with the headers and component descriptions that a build would make. */
final class Bundles {

    private Bundles() {}

    static byte[] build(String symbolicName, String version, Map<String, byte[]> content, Map<String, String> headers) {
        try (Analyzer analyzer = new Analyzer()) {
            Jar jar = new Jar(symbolicName);
            content.forEach((path, bytes) -> jar.putResource(path, new EmbeddedResource(bytes, 0)));
            analyzer.setJar(jar);
            analyzer.addBasicPlugin(new DSAnnotations());
            for (File library : SourceCompiler.classPath()) {
                analyzer.addClasspath(library);
            }
            analyzer.setBundleSymbolicName(symbolicName);
            analyzer.setBundleVersion(version);
            analyzer.setProperty("-contract", "!*");
            analyzer.setProperty("-noimportjava", "true");
            analyzer.setProperty("-noextraheaders", "true");
            analyzer.setProperty("-removeheaders", "Private-Package");
            headers.forEach(analyzer::setProperty);
            Manifest manifest = analyzer.calcManifest();
            if (!analyzer.isOk()) {
                throw new IllegalArgumentException(symbolicName + ": " + analyzer.getErrors());
            }
            return zip(jar, manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] zip(Jar jar, Manifest manifest) throws Exception {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        Jar.writeManifest(manifest, head);
        Map<String, byte[]> entries = new TreeMap<>();
        for (var resource : jar.getResources().entrySet()) {
            try (InputStream in = resource.getValue().openInputStream()) {
                entries.put(resource.getKey(), in.readAllBytes());
            }
        }
        entries.put("META-INF/MANIFEST.MF", head.toByteArray());
        return Archives.zip(entries);
    }
}
