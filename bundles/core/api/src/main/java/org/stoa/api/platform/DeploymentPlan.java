package org.stoa.api.platform;

import java.util.List;

/**
 * What a change of the modules would do.
 *
 * @param id digest of everything the plan depends on: applying a plan is refused when it has become another
 * @param steps names of the steps, in their order
 * @param migrations file names of the scripts that would be applied, in their order
 * @param locks what those would lock
 * @param bundlesRefreshed symbolic name and version of every bundle that would be stopped or wired anew
 * @param tenantsAffected how many tenants have the module enabled
 * @param tenants identifiers of the first of them, at most 20
 * @param warnings what an operator should know before going on
 * @param violations why it would be refused; empty when it would not
 */
public record DeploymentPlan(
        String id,
        Deployment.Action action,
        String moduleId,
        String fromVersion,
        String toVersion,
        List<String> steps,
        List<String> migrations,
        List<ModuleSchemas.TableLock> locks,
        List<String> bundlesRefreshed,
        long tenantsAffected,
        List<String> tenants,
        List<String> warnings,
        List<RuleViolation> violations) {}
