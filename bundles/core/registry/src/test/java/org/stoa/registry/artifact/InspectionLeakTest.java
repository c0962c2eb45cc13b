package org.stoa.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.stoa.api.module.InstalledModule;

/** Nothing of an inspected module stays in memory, whatever came of the inspection. */
class InspectionLeakTest extends InspectorFixture {

    private static final int TIMES = 20;

    @Test
    void classesOfAcceptedAndRefusedModulesAreCollected() {
        List<WeakReference<Class<?>>> classes = new ArrayList<>();
        resources = (id, permissions, found) -> {
            found.forEach(type -> classes.add(new WeakReference<>(type)));
            return List.of();
        };
        industries = (id, template) -> {
            classes.add(new WeakReference<>(template.getClass()));
            return nothingWrong(id, template);
        };
        List<InstalledModule> kept = new ArrayList<>();
        String bundle =
                """
                java.util.ResourceBundle.getBundle("com.example.crm.words").getString("hello");
                database.hashCode();""";
        ModuleFile good = ModuleFile.good()
                .definition("super.id()", "\"Contacts\"", bundle)
                .industry("org.stoa.api.industry.IndustryFiles.read(Gardens.class)", "")
                .entry("com/example/crm/industry.json", "{}")
                .entry("com/example/crm/words.properties", "hello=Hello");
        for (int i = 0; i < TIMES; i++) {
            InspectedModule inspected = inspect(inspector(true), good.kar());
            assertThat(inspected.violations()).isEmpty();
            kept.add(inspected.description());
        }
        assertThat(classes).hasSize(2 * TIMES);
        awaitCollected(classes);
        assertThat(kept).hasSize(TIMES).doesNotContainNull();
    }

    @Test
    void inspectionsLeaveNoThreads() {
        byte[] failing = ModuleFile.good()
                .definition("super.id()", "\"Contacts\"", "throw new IllegalStateException();")
                .kar();
        for (int i = 0; i < TIMES; i++) {
            assertThat(rules(inspect(inspector(true), failing))).containsExactly("definition-fails");
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("inspection of"));
    }

    private static void awaitCollected(List<WeakReference<Class<?>>> classes) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (classes.stream().anyMatch(reference -> reference.get() != null) && System.nanoTime() < end) {
            System.gc();
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(classes).allMatch(reference -> reference.get() == null);
    }
}
