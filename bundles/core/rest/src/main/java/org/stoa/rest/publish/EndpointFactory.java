package org.stoa.rest.publish;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.rest.RestSettings;
import org.stoa.rest.call.Guard;
import org.stoa.rest.json.JsonCodec;
import org.stoa.rest.problem.Problems;

/** Makes endpoints of resources. A resource that breaks a rule is left out, and the log says which rule. */
public final class EndpointFactory {

    /** Path of the core's endpoint. */
    public static final String BASE = "/api/v1";

    private static final Pattern MODULE_ID = Pattern.compile("[a-z][a-z0-9]{0,62}");
    private static final Logger LOG = LoggerFactory.getLogger(EndpointFactory.class);

    private final Guard guard;
    private final Problems problems;
    private final RestSettings settings;
    private final boolean direct;
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();
    private volatile Set<String> coreSegments = Set.of();

    /** @param direct false to call every operation through the full JAX-RS runtime */
    public EndpointFactory(Guard guard, Problems problems, RestSettings settings, boolean direct) {
        this.guard = guard;
        this.problems = problems;
        this.settings = settings;
        this.direct = direct;
    }

    /**
     * Makes the endpoint of a module, or of the core.
     *
     * @param module id of the module, or null for the core
     * @return null when no resource of the groups can be published
     */
    Endpoint create(String module, List<Group> groups) {
        String owner = module == null ? "core" : module;
        if (module != null
                && (coreSegments.contains(module) || !MODULE_ID.matcher(module).matches())) {
            LOG.error(
                    "{} is not published: the id '{}' of its module begins a path of the core, or is not made of"
                            + " lower-case letters and digits",
                    groups.get(0).name(),
                    module);
            refused.put(owner, 1);
            return null;
        }
        String base = module == null ? BASE : BASE + "/" + module;
        EndpointBuilder builder = new EndpointBuilder(
                base, new JsonCodec(groups.get(0).loader(), settings.bodyLimit()), problems, direct);
        groups.forEach(builder::add);
        if (builder.refused() > 0) {
            refused.put(owner, builder.refused());
        } else {
            refused.remove(owner);
        }
        if (module == null) {
            coreSegments = builder.operations().stream()
                    .map(operation -> Endpoint.firstSegment("/" + operation.template()))
                    .collect(Collectors.toUnmodifiableSet());
        }
        if (builder.operations().isEmpty()) {
            builder.close();
            return null;
        }
        return new Endpoint(module, base, groups, builder, guard, settings.bodyLimit());
    }

    /** How many resources were refused when they were last looked at, by module; only where there are any. */
    public Map<String, Integer> refused() {
        return Map.copyOf(refused);
    }

    /** Forgets a module that is gone. */
    void forget(String module) {
        refused.remove(module);
    }

    /** What paths of the core begin with; no module can have such an id. */
    Set<String> coreSegments() {
        return coreSegments;
    }
}
