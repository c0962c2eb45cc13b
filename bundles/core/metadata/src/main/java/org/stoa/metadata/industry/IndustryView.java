package org.stoa.metadata.industry;

import java.util.List;
import java.util.Map;

/**
 * An industry that a tenant could install, or has installed.
 *
 * @param version of the template on this platform; null when its module is not there any more
 * @param missingModules what has to be enabled before it can be installed
 * @param installedVersion null when it is not installed
 * @param complete whether all of the installed version is there; null when it is not installed
 */
public record IndustryView(
        String code,
        String version,
        Map<String, String> name,
        Map<String, String> description,
        List<String> requiredModules,
        List<String> missingModules,
        List<String> recommendedFeatures,
        String installedVersion,
        Boolean complete) {}
