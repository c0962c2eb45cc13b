package org.stoa.rest.publish;

import org.stoa.api.platform.ModuleVersions;
import org.stoa.rest.Collaborators;
import org.stoa.rest.call.ApiCall;
import org.stoa.rest.call.Guard;

/** Which version of a module serves whom; without anybody who says so, no version in particular does. */
final class VersionChoice {

    private final Collaborators collaborators;
    private final Guard guard;

    VersionChoice(Collaborators collaborators, Guard guard) {
        this.collaborators = collaborators;
        this.guard = guard;
    }

    /** The version for the tenant of a request, or null. */
    String of(ApiCall call, String module) {
        ModuleVersions versions = collaborators.versionsOrNull();
        return versions == null ? null : versions.serving(module, guard.tenantOf(call));
    }

    /** The version that serves most, or null. */
    String most(String module) {
        ModuleVersions versions = collaborators.versionsOrNull();
        return versions == null ? null : versions.serving(module, null);
    }
}
