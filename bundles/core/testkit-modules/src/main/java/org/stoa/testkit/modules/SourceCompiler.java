package org.stoa.testkit.modules;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources in memory, each set of them once. */
final class SourceCompiler {
    /** One class of each library a module may use. */
    private static final List<Class<?>> LIBRARIES = List.of(
            org.stoa.api.module.ModuleDefinition.class,
            jakarta.ws.rs.Path.class,
            jakarta.validation.Valid.class,
            org.apache.ibatis.annotations.Select.class,
            org.osgi.framework.BundleContext.class,
            org.osgi.service.component.annotations.Component.class,
            org.slf4j.Logger.class);

    private static final Map<Map<String, String>, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

    private SourceCompiler() {}

    /**
     * @param sources by name of the class
     * @return class files by path
     * @throws IllegalArgumentException when they do not compile; says why
     */
    static Map<String, byte[]> compile(Map<String, String> sources) {
        return COMPILED.computeIfAbsent(Map.copyOf(sources), SourceCompiler::compiled);
    }

    /** Jars and directories of the libraries. */
    static List<File> classPath() {
        return LIBRARIES.stream().map(SourceCompiler::location).distinct().toList();
    }

    private static Map<String, byte[]> compiled(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("no Java compiler: the tests need a JDK");
        }
        List<String> options = List.of(
                "--release",
                "17",
                "-parameters",
                "-proc:none",
                "-classpath",
                classPath().stream().map(File::getPath).collect(Collectors.joining(File.pathSeparator)));
        StringWriter messages = new StringWriter();
        try (Output output = new Output(compiler.getStandardFileManager(null, Locale.ENGLISH, null))) {
            List<Source> units = sources.entrySet().stream()
                    .map(source -> new Source(source.getKey(), source.getValue()))
                    .toList();
            if (!compiler.getTask(messages, output, null, options, null, units).call()) {
                throw new IllegalArgumentException(messages.toString());
            }
            return output.files();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File location(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalStateException(type + " comes from no file: modules are built outside of OSGi only", e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        Output(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            String path = className.replace('.', '/') + kind.extension;
            return new SimpleJavaFileObject(URI.create("string:///" + path), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(path, name -> new ByteArrayOutputStream());
                }
            };
        }

        Map<String, byte[]> files() {
            return written.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                    .toByteArray()));
        }
    }
}
