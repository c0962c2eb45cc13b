package org.stoa.api.platform;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Looks at the resources of a module before its bundle is wired. */
@ProviderType
public interface ResourceInspection {

    /**
     * What would keep these resources from being published.
     *
     * @param permissions those that the module declares
     * @param resources classes with {@code @Path}, loaded for this inspection only: nothing of them is kept
     */
    List<RuleViolation> inspect(String moduleId, Set<String> permissions, List<Class<?>> resources);
}
