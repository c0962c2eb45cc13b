package org.stoa.rest.publish;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.rest.Collaborators;
import org.stoa.rest.RestSettings;
import org.stoa.rest.call.Guard;
import org.stoa.rest.call.Uploads;
import org.stoa.rest.json.JsonCodec;
import org.stoa.rest.problem.Problems;
import org.stoa.rest.publish.Group.Target;

/** Makes endpoints of resources. A resource that breaks a rule is left out, and the log says which rule. */
public final class EndpointFactory {

    /** Path of the core's endpoint. */
    public static final String BASE = "/api/v1";

    private static final Pattern MODULE_ID = Pattern.compile("[a-z][a-z0-9]{0,62}");
    private static final Logger LOG = LoggerFactory.getLogger(EndpointFactory.class);

    private final Guard guard;
    private final Problems problems;
    private final RestSettings settings;
    private final Uploads uploads;
    private final Function<Target, ModuleAnswers> answers;
    private final boolean direct;
    private final Map<Target, Integer> refused = new ConcurrentHashMap<>();
    private volatile Set<String> coreSegments = Set.of();

    /**
     * @param uploads receives files
     * @param registry where answers of modules are counted
     * @param direct false to call every operation through the full JAX-RS runtime
     */
    public EndpointFactory(
            Collaborators collaborators,
            Guard guard,
            Problems problems,
            RestSettings settings,
            Uploads uploads,
            MeterRegistry registry,
            boolean direct) {
        this.guard = guard;
        this.problems = problems;
        this.settings = settings;
        this.uploads = uploads;
        this.answers = target -> new ModuleAnswers(target.module(), target.version(), collaborators, registry);
        this.direct = direct;
    }

    /**
     * Makes the endpoint of a version of a module, or of the core.
     *
     * @return null when no resource of the groups can be published
     */
    Endpoint create(Target target, List<Group> groups) {
        String module = target.module();
        if (module != null && !isFree(module)) {
            LOG.error(
                    "{} is not published: the id '{}' of its module begins a path of the core, or is not made of"
                            + " lower-case letters and digits",
                    groups.get(0).name(),
                    module);
            refused.put(target, 1);
            return null;
        }
        String base = module == null ? BASE : BASE + "/" + module;
        EndpointBuilder builder = new EndpointBuilder(
                base, new JsonCodec(groups.get(0).loader(), settings.bodyLimit()), problems, direct);
        groups.forEach(builder::add);
        if (builder.refused() > 0) {
            refused.put(target, builder.refused());
        } else {
            refused.remove(target);
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
        ModuleAnswers counted = module == null ? null : answers.apply(target);
        return new Endpoint(target, base, groups, builder, guard, counted, uploads, settings.bodyLimit());
    }

    /** How many resources were refused when they were last looked at, by module and version; only where there are any. */
    Map<Target, Integer> refused() {
        return Map.copyOf(refused);
    }

    /** Forgets a version of a module that is gone. */
    void forget(Target target) {
        refused.remove(target);
        if (target.module() != null) {
            answers.apply(target).forget();
        }
    }

    /** Whether a module can have this id. */
    boolean isFree(String module) {
        return MODULE_ID.matcher(module).matches() && !coreSegments.contains(module);
    }

    /** What paths of the core begin with; no module can have such an id. */
    Set<String> coreSegments() {
        return coreSegments;
    }
}
