package org.stoa.data.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stoa.api.audit.AuditEntry;
import org.stoa.data.audit.AuditCodec;
import org.stoa.data.idempotency.ResultCodec;

/** What writes and reads the values of a bundle keeps none of its classes once it is gone itself. */
class ClassesLetGoTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** A value of a bundle. */
    public record Value(Kind kind, List<Part> parts, Instant at) {

        /** One of them. */
        public static Value example() {
            return new Value(Kind.SMALL, List.of(new Part("one")), Instant.EPOCH);
        }
    }

    /** Part of it. */
    public record Part(String name) {}

    /** Kind of it. */
    public enum Kind {
        SMALL
    }

    @Test
    void classesOfBundleGoWithIt() throws Exception {
        WeakReference<ClassLoader> bundle = useBundle();

        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (bundle.get() != null && System.nanoTime() < deadline) {
            System.gc();
        }
        assertThat(bundle.get()).isNull();
    }

    private static WeakReference<ClassLoader> useBundle() throws ReflectiveOperationException {
        BundleLoader loader = new BundleLoader();
        Class<?> type = loader.loadClass(Value.class.getName());
        Object value = type.getMethod("example").invoke(null);
        assertThat(type).isNotSameAs(Value.class);
        StoredJson json = new StoredJson(loader);
        ResultCodec results = new ResultCodec(loader);

        Object read = json.read(json.write(value), type);
        Object decoded = results.decode(results.encode(List.of(value)));
        var audited = new AuditCodec(loader).encode(new AuditEntry("value.change", "value", "1", value, value));

        // Not by equals(): Java 17 keeps the class of the last record component that was compared (JDK-8078641).
        assertThat(read.getClass()).isSameAs(type);
        assertThat(json.write(read)).isEqualTo(json.write(value));
        assertThat(json.write(decoded)).isEqualTo("[" + json.write(value) + "]");
        assertThat(audited.newValues()).isEqualTo("{}");
        return new WeakReference<>(loader);
    }

    /** Has classes of its own for the records above. */
    private static final class BundleLoader extends ClassLoader {

        BundleLoader() {
            super(ClassesLetGoTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(ClassesLetGoTest.class.getName() + "$")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
