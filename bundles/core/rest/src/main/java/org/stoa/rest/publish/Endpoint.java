package org.stoa.rest.publish;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.Caller;
import org.stoa.rest.call.ApiCall;
import org.stoa.rest.call.Guard;
import org.stoa.rest.call.Idempotency;
import org.stoa.rest.call.RequestBody;
import org.stoa.rest.call.Uploads;
import org.stoa.rest.json.JsonCodec;
import org.stoa.rest.publish.Group.Target;

/** The published operations of one version of a module, or of the core. Immutable: a change makes a new one beside it. */
public final class Endpoint {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final Target target;
    private final String base;
    private final List<Group> groups;
    private final Router router;
    private final EndpointBuilder parts;
    private final Guard guard;
    private final ModuleAnswers answers;
    private final Uploads uploads;
    private final int bodyLimit;

    /**
     * @param base its path, such as {@code /api/v1/billing}
     * @param parts its operations and what they are made of, which the endpoint closes
     * @param answers counts how it answers; null for the core
     */
    Endpoint(
            Target target,
            String base,
            List<Group> groups,
            EndpointBuilder parts,
            Guard guard,
            ModuleAnswers answers,
            Uploads uploads,
            int bodyLimit) {
        this.target = target;
        this.base = base;
        this.groups = List.copyOf(groups);
        this.router = new Router(parts.operations());
        this.parts = parts;
        this.guard = guard;
        this.answers = answers;
        this.uploads = uploads;
        this.bodyLimit = bodyLimit;
    }

    /** Id of the module, or null for the core. */
    public String module() {
        return target.module();
    }

    /** Version of the module, or null for the core. */
    String version() {
        return target.version();
    }

    /** Tells it from every other endpoint there was. */
    public long number() {
        return number;
    }

    /** Whether nothing of its groups had to be left out. */
    boolean isWhole() {
        return parts.refused() == 0;
    }

    /** Its operations. */
    public List<Operation> operations() {
        return router.operations();
    }

    /** Whether requests to it reach resources of this very group. */
    boolean serves(Group group) {
        return groups.contains(group);
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
            guard.admit(call, module());
            operation.checkQuery(call);
            receive(call, operation);
            // not before: a client that sends slowly would hold up others of its tenant
            guard.enter(call);
            try {
                run(call, operation);
            } finally {
                call.endTurn();
            }
        } finally {
            thread.setContextClassLoader(before);
            if (call.upload() != null) {
                Uploads.discard(call.upload());
            }
        }
    }

    private void run(ApiCall call, Operation operation) throws Exception {
        if (answers == null) {
            operation.invocation().run(call);
            return;
        }
        Throwable failure = null;
        try {
            operation.invocation().run(call);
            failure = call.failure();
        } catch (Exception | Error e) {
            failure = e;
            throw e;
        } finally {
            answers.count(Outcome.of(failure, call.response().getStatus(), operation.loader()));
        }
    }

    private void receive(ApiCall call, Operation operation) throws Exception {
        boolean once = Idempotency.isWanted(call) && call.context().caller().kind() != Caller.Kind.ANONYMOUS;
        if (operation.takesUpload()) {
            call.uploaded(uploads.receive(call.request()));
            if (once) {
                call.received(Uploads.fingerprint(call.upload()));
            }
        } else if (once || operation.readsBody()) {
            call.received(RequestBody.read(call.request(), bodyLimit));
        }
        if (once) {
            Idempotency.apply(call);
        }
    }

    private void unmatched(ApiCall call, String path) {
        List<Operation> there = router.at(path);
        if (there.isEmpty()) {
            throw guard.unknownPath(call, module() == null ? firstSegment(path) : module());
        }
        if ("OPTIONS".equals(call.method())) {
            call.response().setHeader("Allow", Router.allow(there));
            call.response().setStatus(204);
            return;
        }
        guard.requireMayKnow(call, there.stream().anyMatch(Operation::isPublic), module());
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
        return base + (version() == null ? "" : " " + version()) + " with "
                + operations().size() + " operations";
    }
}
