package org.stoa.registry.deployment;

import org.stoa.api.rest.ProblemCode;

/** Failures of deployments that clients can rely on. */
public enum DeploymentProblem implements ProblemCode {
    MODULE_REFUSED(
            "module-refused",
            400,
            "Module refused",
            "The module was not installed: it breaks these rules of the platform: {0}."),
    PLAN_OUTDATED(
            "plan-outdated",
            409,
            "Plan outdated",
            "Something has changed since the plan was made. Look at the present one, {0}, and apply that."),
    DEPLOYMENT_RUNNING(
            "deployment-running",
            409,
            "Deployment running",
            "The module {0} is being changed by the deployment {1}. Wait for its end."),
    NO_VERSION_TO_RETURN_TO(
            "no-version-to-return-to",
            409,
            "No version to return to",
            "The module {0} has neither a candidate nor a version before the one that serves."),
    NOTHING_TO_TRY(
            "no-candidate",
            409,
            "No candidate",
            "No version of the module {0} is being tried: there is no share to change."),
    STILL_IN_USE(
            "older-version-in-use",
            409,
            "Older version in use",
            "The module {0} cannot be finished: these still run another version: {1}."),
    INSTALLED_MODULE_REQUIRED(
            "module-required",
            409,
            "Module required by others",
            "Other installed modules require {0}. Remove them first: {1}."),
    TENANT_HAS_NO_SUCH_MODULE(
            "module-not-enabled",
            409,
            "Module not enabled",
            "The tenant has never enabled the module {0}, so it cannot stay on one of its versions.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    DeploymentProblem(String code, int status, String title, String detail) {
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
