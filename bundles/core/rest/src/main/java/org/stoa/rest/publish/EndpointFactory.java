package org.stoa.rest.publish;

import java.util.ArrayList;
import java.util.HashMap;
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
import org.stoa.rest.invoke.DirectInvocation;
import org.stoa.rest.invoke.FullRuntime;
import org.stoa.rest.invoke.Invocation;
import org.stoa.rest.json.JsonCodec;
import org.stoa.rest.problem.ProblemWriter;
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
        if (module != null
                && (coreSegments.contains(module) || !MODULE_ID.matcher(module).matches())) {
            LOG.error(
                    "{} is not published: the id '{}' of its module begins a path of the core, or is not made of"
                            + " lower-case letters and digits",
                    groups.get(0).name(),
                    module);
            refused.put(module, 1);
            return null;
        }
        String base = module == null ? BASE : BASE + "/" + module;
        List<OperationModel> models = models(groups, module == null ? "core" : module);
        if (module == null) {
            coreSegments = models.stream()
                    .map(model -> Endpoint.firstSegment("/" + model.template()))
                    .collect(Collectors.toUnmodifiableSet());
        }
        if (models.isEmpty()) {
            return null;
        }
        JsonCodec codec = new JsonCodec(groups.get(0).loader(), settings.bodyLimit());
        ProblemWriter writer = new ProblemWriter(codec.mapper());
        FullRuntime runtime = new FullRuntime(base, codec, problems, writer);
        List<Operation> operations = new ArrayList<>();
        for (OperationModel model : models) {
            Invocation invocation = direct ? DirectInvocation.of(model, base, codec) : null;
            operations.add(new Operation(model, base, invocation == null ? runtime.add(model) : invocation, writer));
        }
        runtime.start();
        return new Endpoint(module, base, groups, operations, codec, runtime, guard, settings.bodyLimit());
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

    private List<OperationModel> models(List<Group> groups, String owner) {
        int count = 0;
        List<OperationModel> models = new ArrayList<>();
        Map<String, OperationModel> taken = new HashMap<>();
        for (Group group : groups) {
            ResourceReader reader = new ResourceReader(group.permissions());
            for (Object resource : group.resources()) {
                try {
                    List<OperationModel> found = reader.read(resource);
                    requireFree(found, taken);
                    models.addAll(found);
                } catch (ResourceRefusedException e) {
                    LOG.error("A resource of {} is not published: {}", group.name(), e.getMessage());
                    count++;
                }
            }
        }
        if (count > 0) {
            refused.put(owner, count);
        } else {
            refused.remove(owner);
        }
        return models;
    }

    private static void requireFree(List<OperationModel> found, Map<String, OperationModel> taken) {
        Map<String, OperationModel> mine = new HashMap<>();
        for (OperationModel model : found) {
            String place =
                    model.httpMethod() + " " + model.template().toString().replaceAll("\\{[^}]*}", "{}");
            OperationModel other = taken.getOrDefault(place, mine.get(place));
            if (other != null) {
                throw new ResourceRefusedException(
                        model.describe() + " answers the same requests as " + other.describe() + ": " + place);
            }
            mine.put(place, model);
        }
        taken.putAll(mine);
    }
}
