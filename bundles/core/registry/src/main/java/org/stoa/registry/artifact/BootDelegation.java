package org.stoa.registry.artifact;

import java.util.ArrayList;
import java.util.List;

/** Packages that every bundle gets from the framework's parent without importing them (OSGi Core 8, 3.9.3). */
final class BootDelegation {

    private final List<String> packages = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();

    /** @param property {@code org.osgi.framework.bootdelegation}, or null */
    BootDelegation(String property) {
        for (String stated : property == null ? new String[0] : property.split(",", -1)) {
            String name = stated.strip();
            if (name.endsWith("*")) {
                prefixes.add(name.substring(0, name.length() - 1));
            } else if (!name.isEmpty()) {
                packages.add(name);
            }
        }
    }

    boolean covers(String packageName) {
        return packages.contains(packageName) || prefixes.stream().anyMatch(packageName::startsWith);
    }
}
