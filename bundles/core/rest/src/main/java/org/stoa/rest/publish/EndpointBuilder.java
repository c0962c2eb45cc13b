package org.stoa.rest.publish;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.platform.RuleViolation;
import org.stoa.rest.invoke.DirectInvocation;
import org.stoa.rest.invoke.FullRuntime;
import org.stoa.rest.invoke.Invocation;
import org.stoa.rest.json.JsonCodec;
import org.stoa.rest.problem.ProblemWriter;
import org.stoa.rest.problem.Problems;

/** Makes operations of resources, one resource after the other: what is wrong with one leaves the others alone. */
final class EndpointBuilder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointBuilder.class);

    private final String base;
    private final JsonCodec codec;
    private final Problems problems;
    private final ProblemWriter writer;
    private final boolean direct;
    private final List<Operation> operations = new ArrayList<>();
    private final List<FullRuntime> runtimes = new ArrayList<>();
    private final Places places = new Places();
    private int refused;

    /** @param direct false to call every operation through the full JAX-RS runtime */
    EndpointBuilder(String base, JsonCodec codec, Problems problems, boolean direct) {
        this.base = base;
        this.codec = codec;
        this.problems = problems;
        this.writer = new ProblemWriter(codec.mapper());
        this.direct = direct;
    }

    List<Operation> operations() {
        return operations;
    }

    JsonCodec codec() {
        return codec;
    }

    /** How many resources were left out. */
    int refused() {
        return refused;
    }

    /** Adds what can be published of a bundle. */
    void add(Group group) {
        ResourceReader reader = new ResourceReader(group.permissions());
        for (Object resource : group.resources()) {
            try {
                add(resource, reader);
            } catch (ResourceRefusedException e) {
                refused++;
                LOG.error("A resource of {} is not published: {}", group.name(), e.getMessage());
            } catch (RuntimeException | LinkageError e) {
                refused++;
                LOG.error(
                        "A resource of {} is not published: {} cannot be read",
                        group.name(),
                        resource.getClass().getName(),
                        e);
            }
        }
    }

    private void add(Object resource, ResourceReader reader) {
        ResourceReader.Reading reading = reader.read(resource.getClass());
        List<OperationModel> models = reading.operations();
        List<RuleViolation> violations = new ArrayList<>(reading.violations());
        violations.addAll(places.violations(models));
        models.forEach(model -> violations.addAll(OperationRules.violations(model, codec)));
        if (!violations.isEmpty()) {
            throw new ResourceRefusedException(violations);
        }
        List<Invocation> invocations = new ArrayList<>();
        for (OperationModel model : models) {
            invocations.add(direct ? DirectInvocation.of(resource, model, base, codec) : null);
        }
        if (invocations.contains(null)) {
            FullRuntime runtime = new FullRuntime(resource, base, codec, problems, writer);
            runtimes.add(runtime);
            for (int i = 0; i < models.size(); i++) {
                if (invocations.get(i) == null) {
                    invocations.set(i, runtime.invocation(models.get(i)));
                }
            }
        }
        places.take(models);
        for (int i = 0; i < models.size(); i++) {
            operations.add(new Operation(models.get(i), base, invocations.get(i), writer));
        }
    }

    /** Lets go of everything that knows the bundles' classes. */
    @Override
    public void close() {
        runtimes.forEach(FullRuntime::close);
        codec.close();
    }
}
