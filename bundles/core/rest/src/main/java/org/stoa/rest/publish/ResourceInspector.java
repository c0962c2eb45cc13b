package org.stoa.rest.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.stoa.api.platform.ResourceInspection;
import org.stoa.api.platform.RuleViolation;
import org.stoa.rest.json.JsonCodec;

/** Reads the resources of a module as they would be published, and keeps nothing of them. */
public final class ResourceInspector implements ResourceInspection {

    private final EndpointFactory factory;
    private final int bodyLimit;

    /**
     * @param factory knows which ids a module cannot have
     * @param bodyLimit largest body, in bytes
     */
    public ResourceInspector(EndpointFactory factory, int bodyLimit) {
        this.factory = factory;
        this.bodyLimit = bodyLimit;
    }

    @Override
    public List<RuleViolation> inspect(String moduleId, Set<String> permissions, List<Class<?>> resources) {
        List<RuleViolation> violations = new ArrayList<>();
        if (!factory.isFree(moduleId)) {
            violations.add(ResourceRule.RESOURCE_PATH.brokenBy(
                    moduleId,
                    "cannot be served under /api/v1/" + moduleId
                            + ": a path of the core begins so, or it is not made of lower-case letters and digits"));
        }
        if (resources.isEmpty()) {
            return List.copyOf(violations);
        }
        ResourceReader reader = new ResourceReader(Set.copyOf(permissions));
        Places places = new Places();
        List<Class<?>> sorted = new ArrayList<>(resources);
        sorted.sort(Comparator.comparing(Class::getName));
        try (JsonCodec codec = new JsonCodec(sorted.get(0).getClassLoader(), bodyLimit)) {
            for (Class<?> type : sorted) {
                violations.addAll(inspect(type, reader, places, codec));
            }
        }
        return List.copyOf(violations);
    }

    private static List<RuleViolation> inspect(Class<?> type, ResourceReader reader, Places places, JsonCodec codec) {
        ResourceReader.Reading reading = reader.read(type);
        List<RuleViolation> violations = new ArrayList<>(reading.violations());
        violations.addAll(places.violations(reading.operations()));
        places.take(reading.operations());
        try {
            reading.operations().forEach(model -> violations.addAll(OperationRules.violations(model, codec)));
        } catch (RuntimeException | LinkageError e) {
            violations.add(ResourceRule.RESOURCE_UNREADABLE.brokenBy(type.getName(), "cannot be read: " + e));
        }
        return violations;
    }
}
