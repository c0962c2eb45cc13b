package org.stoa.rest.osgi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.osgi.framework.Bundle;
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
        Collection<String> files = wiring.listResources(
                "/", PATTERN, BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE);
        for (String file : files) {
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
}
