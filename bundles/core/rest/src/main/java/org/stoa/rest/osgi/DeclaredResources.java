package org.stoa.rest.osgi;

import java.util.Collection;
import java.util.function.ToIntBiFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.stoa.api.rest.RestResource;

/** How many resources a bundle is going to have, as its components say; some may still wait for what they refer to. */
final class DeclaredResources {

    private static final String CONFIGURED = "require";

    private DeclaredResources() {}

    /** The number of resources, without those that wait for a configuration: these are the operator's choice. */
    static int of(Bundle bundle, BundleContext context) {
        return sum(
                bundle,
                context,
                (component, runtime) -> runtime.isComponentEnabled(component) ? resources(component, runtime) : 0);
    }

    /** How many resources there are whatever is configured. Waits for no component: to be asked while they come. */
    static int alwaysOf(Bundle bundle, BundleContext context) {
        return sum(bundle, context, (component, runtime) -> CONFIGURED.equals(component.configurationPolicy) ? 0 : 1);
    }

    private static int sum(
            Bundle bundle,
            BundleContext context,
            ToIntBiFunction<ComponentDescriptionDTO, ServiceComponentRuntime> number) {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        ServiceComponentRuntime runtime = reference == null ? null : context.getService(reference);
        if (runtime == null) {
            return 0;
        }
        try {
            return runtime.getComponentDescriptionDTOs(bundle).stream()
                    .filter(component ->
                            component.properties.containsKey(RestResource.PROPERTY) && component.factory == null)
                    .mapToInt(component -> number.applyAsInt(component, runtime))
                    .sum();
        } finally {
            context.ungetService(reference);
        }
    }

    private static int resources(ComponentDescriptionDTO component, ServiceComponentRuntime runtime) {
        Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(component);
        if (configurations.isEmpty()) {
            return CONFIGURED.equals(component.configurationPolicy) ? 0 : 1;
        }
        return (int) configurations.stream()
                .filter(configuration -> configuration.state != ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION)
                .count();
    }
}
