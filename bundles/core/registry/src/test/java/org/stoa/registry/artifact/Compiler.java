package org.stoa.registry.artifact;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.stoa.api.module.ModuleDefinition;

/** Compiles classes of modules in memory. */
final class Compiler {

    private static final Map<Map<String, String>, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

    private Compiler() {}

    /**
     * The class files of some sources.
     *
     * @param sources by name of their class
     */
    static Map<String, byte[]> compile(Map<String, String> sources) {
        return COMPILED.computeIfAbsent(Map.copyOf(sources), Compiler::run);
    }

    private static Map<String, byte[]> run(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        Memory memory = new Memory(compiler.getStandardFileManager(null, null, null));
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((name, code) -> files.add(new Source(name, code)));
        List<String> options = List.of("-classpath", classPath(), "-parameters", "-proc:none", "--release", "17");
        if (!compiler.getTask(messages, memory, null, options, null, files).call()) {
            throw new IllegalArgumentException(messages.toString());
        }
        return memory.content();
    }

    private static String classPath() {
        return Stream.of(ModuleDefinition.class, jakarta.ws.rs.Path.class, org.osgi.framework.Bundle.class)
                .map(type -> new File(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(String name, String code) {
            super(URI.create("memory:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();

        Memory(StandardJavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            String file = name.replace('.', '/') + kind.extension;
            return new SimpleJavaFileObject(URI.create("memory:///" + file), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(file, ignored -> new ByteArrayOutputStream());
                }
            };
        }

        Map<String, byte[]> content() {
            Map<String, byte[]> content = new LinkedHashMap<>();
            written.forEach((file, bytes) -> content.put(file, bytes.toByteArray()));
            return content;
        }
    }
}
