package org.stoa.rest.osgi;

import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.rest.ProblemCode;

/** Finds the kinds of problems that a bundle answers with: enumerations whose names end in {@code Problem}. */
final class DeclaredProblems {

    private static final Logger LOG = LoggerFactory.getLogger(DeclaredProblems.class);
    private static final String PATTERN = "*Problem.class";

    private DeclaredProblems() {}

    static List<ProblemCode> of(Bundle bundle) {
        List<ProblemCode> codes = new ArrayList<>();
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return codes;
        }
        for (String file : files(bundle, wiring)) {
            String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
            try {
                Class<?> type = bundle.loadClass(name);
                if (type.isEnum() && ProblemCode.class.isAssignableFrom(type)) {
                    for (Object constant : type.getEnumConstants()) {
                        codes.add((ProblemCode) constant);
                    }
                }
            } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
                LOG.debug("{} of {} is not looked at", name, bundle, e);
            }
        }
        return codes;
    }

    private static Collection<String> files(Bundle bundle, BundleWiring wiring) {
        if (bundle.getHeaders().get(Constants.BUNDLE_CLASSPATH) != null) {
            return wiring.listResources(
                    "/", PATTERN, BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE);
        }
        // Felix looks through the packages of all imports as well before it leaves them out
        Enumeration<URL> entries = bundle.findEntries("/", PATTERN, true);
        return entries == null
                ? List.of()
                : Collections.list(entries).stream()
                        .map(entry -> entry.getPath().substring(1))
                        .toList();
    }
}
