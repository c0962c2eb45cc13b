package org.stoa.registry.artifact;

import java.util.List;
import java.util.Map;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.rest.RestResource;

/**
 * A DS component, as its XML says.
 *
 * @param file entry of the bundle that describes it
 * @param implementation name of its class
 * @param services names of the types under which it is registered
 * @param properties names and values, as text
 * @param constructorParameters how many parameters the constructor that DS calls has
 * @param available whether it comes to life without configuration
 */
public record ComponentDescription(
        String file,
        String name,
        String implementation,
        List<String> services,
        Map<String, String> properties,
        int constructorParameters,
        boolean available) {

    public ComponentDescription {
        services = List.copyOf(services);
        properties = Map.copyOf(properties);
    }

    /** Whether it is what the module says of itself. */
    public boolean isDefinition() {
        return services.contains(ModuleDefinition.class.getName());
    }

    /** Whether it is the template of an industry. */
    public boolean isIndustry() {
        return services.contains(IndustryTemplate.class.getName());
    }

    /** Whether it carries {@link RestResource}. */
    public boolean isResource() {
        return "true".equalsIgnoreCase(properties.get(RestResource.PROPERTY));
    }
}
