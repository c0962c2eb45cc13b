package org.stoa.registry;

import org.stoa.api.rest.ProblemCode;

/** Failures of this bundle that clients can rely on. */
public enum RegistryProblem implements ProblemCode {
    MODULE_NOT_FOUND("module-not-found", 404, "Module not found", "The module {0} is not installed on this platform."),
    MODULE_NOT_READY(
            "module-not-ready",
            409,
            "Module not ready",
            "The module {0} is installed but not ready: it is still starting or was refused. Operators see the reason in the list of installed modules."),
    MODULE_CYCLE(
            "module-cycle", 409, "Modules require one another", "These modules require one another in a circle: {0}."),
    MODULE_REQUIRED(
            "module-required",
            409,
            "Module required by others",
            "Other enabled modules require {0}. Disable them first, in this order: {1}."),
    MODULE_PURGING(
            "module-purging",
            409,
            "Module is being purged",
            "The data of the module {0} is being deleted. Purge it again if that was interrupted, then enable it."),
    MODULE_SCHEMA_MISSING(
            "module-schema-missing",
            409,
            "Module and its tables are gone",
            "The module {0} is not installed any more and its tables are gone, so nothing can be proved about the tenant data. Install it again, then purge it."),
    MODULE_SEED_FAILED(
            "module-seed-failed",
            500,
            "Module could not be enabled",
            "The module {0} failed to create what a tenant starts with and is off. Operators find the reason in the log; enabling it again is safe."),
    TENANT_DETAILS_INCOMPLETE(
            "tenant-details-incomplete",
            400,
            "Tenant details incomplete",
            "Fill in these details of the tenant first: {0}.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    RegistryProblem(String code, int status, String title, String detail) {
        this.code = code;
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String detail() {
        return detail;
    }
}
