package org.stoa.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;

/** Says on the console which part has started, with the seconds since the process began. */
final class Progress {

    private static final String OWN = "org.stoa.";

    /** Repackaged libraries, of no interest to an operator. */
    private static final Set<String> LIBRARIES = Set.of("cxf", "flyway", "metrics", "swagger");

    private final PrintStream out;
    private final Instant start;

    Progress(PrintStream out, Instant start) {
        this.out = out;
        this.start = start;
    }

    void say(String text) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(), text);
        out.flush();
    }

    double seconds() {
        return Duration.between(start, Instant.now()).toMillis() / 1000.0;
    }

    void watch(BundleContext context) {
        BundleListener listener = this::bundleChanged;
        context.addBundleListener(listener);
    }

    private void bundleChanged(BundleEvent event) {
        String name = event.getBundle().getSymbolicName();
        if (event.getType() != BundleEvent.STARTED || name == null || !name.startsWith(OWN)) {
            return;
        }
        String part = name.substring(OWN.length());
        if (!LIBRARIES.contains(part)) {
            say(part + " " + event.getBundle().getVersion());
        }
    }
}
