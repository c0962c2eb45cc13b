package org.stoa.registry.deployment;

/** One version of one module. */
record ModuleKey(String moduleId, String version) {

    @Override
    public String toString() {
        return moduleId + " " + version;
    }
}
