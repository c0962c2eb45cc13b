package org.stoa.rest.publish;

import java.util.List;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.Caller;
import org.stoa.rest.call.ApiCall;
import org.stoa.rest.call.Guard;
import org.stoa.rest.call.Idempotency;
import org.stoa.rest.call.RequestBody;
import org.stoa.rest.json.JsonCodec;

/** The published operations of one module, or of the core. Immutable: a change makes a new one beside it. */
public final class Endpoint {

    private final String module;
    private final String base;
    private final List<Group> groups;
    private final Router router;
    private final EndpointBuilder parts;
    private final Guard guard;
    private final int bodyLimit;

    /**
     * @param module id of the module, or null for the core
     * @param base its path, such as {@code /api/v1/billing}
     * @param parts its operations and what they are made of, which the endpoint closes
     */
    Endpoint(String module, String base, List<Group> groups, EndpointBuilder parts, Guard guard, int bodyLimit) {
        this.module = module;
        this.base = base;
        this.groups = List.copyOf(groups);
        this.router = new Router(parts.operations());
        this.parts = parts;
        this.guard = guard;
        this.bodyLimit = bodyLimit;
    }

    /** Id of the module, or null for the core. */
    public String module() {
        return module;
    }

    /** Its operations. */
    public List<Operation> operations() {
        return router.operations();
    }

    /** Whether requests to it reach resources of this very group. */
    boolean serves(Group group) {
        return groups.stream().anyMatch(mine -> mine.equals(group));
    }

    /** Reads and writes its JSON, and describes its types. */
    public JsonCodec codec() {
        return parts.codec();
    }

    /**
     * Answers a request.
     *
     * @param path raw path below the endpoint, empty or beginning with a slash
     * @throws Exception whatever refused the request or went wrong; nothing was written then
     */
    void serve(ApiCall call, String path) throws Exception {
        Router.Match match = router.match(call.method(), path);
        if (match == null) {
            unmatched(call, path);
            return;
        }
        Operation operation = match.operation();
        call.matched(operation, match.values());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(operation.loader());
        try {
            guard.admit(call, module);
            operation.checkQuery(call);
            receive(call, operation);
            operation.invocation().run(call);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void receive(ApiCall call, Operation operation) throws Exception {
        boolean once = Idempotency.isWanted(call) && call.context().caller().kind() != Caller.Kind.ANONYMOUS;
        if (once || operation.readsBody()) {
            call.received(RequestBody.read(call.request(), bodyLimit));
        }
        if (once) {
            Idempotency.apply(call);
        }
    }

    private void unmatched(ApiCall call, String path) {
        List<Operation> there = router.at(path);
        if (there.isEmpty()) {
            throw guard.unknownPath(call, module == null ? firstSegment(path) : module);
        }
        if ("OPTIONS".equals(call.method())) {
            call.response().setHeader("Allow", Router.allow(there));
            call.response().setStatus(204);
            return;
        }
        guard.requireMayKnow(call, there.stream().anyMatch(Operation::isPublic), module);
        throw ProblemException.of(CommonProblem.METHOD_NOT_ALLOWED, call.method())
                .withHeader("Allow", Router.allow(there));
    }

    static String firstSegment(String path) {
        int end = path.indexOf('/', 1);
        return path.isEmpty() ? "" : path.substring(1, end < 0 ? path.length() : end);
    }

    /** Lets go of everything that knows the bundle's classes. No request may run any more. */
    void close() {
        parts.close();
    }

    @Override
    public String toString() {
        return base + " with " + operations().size() + " operations";
    }
}
