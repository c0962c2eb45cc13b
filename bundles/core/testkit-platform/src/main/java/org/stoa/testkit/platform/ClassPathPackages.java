package org.stoa.testkit.platform;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Valid;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.apache.ibatis.annotations.Select;
import org.slf4j.Logger;
import org.stoa.api.module.ModuleDefinition;

/**
 * What the platform offers to the bundles of modules, taken from the class path: packages in the versions that their own
 * manifests state, so that real bundles can be installed beside those of the class path.
 */
final class ClassPathPackages {
    private static final List<Class<?>> ANCHORS = List.of(
            ModuleDefinition.class,
            Path.class,
            Valid.class,
            Logger.class,
            Select.class,
            JsonProperty.class,
            JsonParser.class,
            ObjectMapper.class);

    private ClassPathPackages() {}

    /** In the form of an Export-Package header. */
    static String exported() {
        return ANCHORS.stream()
                .map(ClassPathPackages::exportsOf)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(","));
    }

    private static String exportsOf(Class<?> anchor) {
        URL location = anchor.getProtectionDomain().getCodeSource().getLocation();
        String manifest = location.toString().endsWith("/")
                ? location + "META-INF/MANIFEST.MF"
                : "jar:" + location + "!/META-INF/MANIFEST.MF";
        try (InputStream in = URI.create(manifest).toURL().openStream()) {
            return new Manifest(in).getMainAttributes().getValue("Export-Package");
        } catch (IOException e) {
            throw new UncheckedIOException(manifest + " cannot be read", e);
        }
    }
}
