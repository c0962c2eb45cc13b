package org.stoa.rest.publish;

import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.rest.Uncounted;
import org.stoa.api.security.PermissionName;
import org.stoa.rest.call.ApiCall;
import org.stoa.rest.invoke.Invocation;
import org.stoa.rest.problem.ProblemWriter;

/** An operation that is published: all that a request needs of it, worked out beforehand. */
public final class Operation {

    private static final String TENANT = "tenant";
    private static final String ACCOUNT = "account";
    private static final int HIGHEST_STATUS = 600;

    private final OperationModel model;
    private final String base;
    private final String route;
    private final String permission;
    private final int tenantPosition;
    private final int accountPosition;
    private final Invocation invocation;
    private final ProblemWriter problems;
    private final ClassLoader loader;
    private final boolean readsBody;
    private final boolean takesUpload;
    private final boolean readsQuery;
    private final boolean counted;
    private final AtomicReferenceArray<Timer> timers = new AtomicReferenceArray<>(HIGHEST_STATUS);

    /** @param base path of its endpoint, such as {@code /api/v1/billing} */
    private final Set<String> singleQueryNames;

    private final Set<String> repeatedQueryNames;

    Operation(OperationModel model, String base, Invocation invocation, ProblemWriter problems) {
        this.model = model;
        this.singleQueryNames = queryNames(model, false);
        this.repeatedQueryNames = queryNames(model, true);
        this.base = base;
        this.route = base + "/" + model.template();
        this.permission = model.isPublic() ? null : model.permission().toString();
        this.tenantPosition = model.template().names().indexOf(TENANT);
        this.accountPosition = model.template().names().indexOf(ACCOUNT);
        this.invocation = invocation;
        this.problems = problems;
        this.loader = model.type().getClassLoader();
        this.takesUpload = model.takesUpload();
        this.readsQuery = model.parameters().stream().anyMatch(parameter -> parameter.type() == QueryParameters.class);
        this.counted = !model.method().isAnnotationPresent(Uncounted.class)
                && !model.type().isAnnotationPresent(Uncounted.class);
        this.readsBody = model.entity() != null || !model.plain();
    }

    private static Set<String> queryNames(OperationModel model, boolean repeated) {
        return model.parameters().stream()
                .filter(parameter -> parameter.kind() == Parameter.Kind.QUERY)
                .filter(parameter -> List.class.isAssignableFrom(parameter.type()) == repeated)
                .map(Parameter::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Refuses query parameters that the operation does not know, unless it reads the query by itself. */
    void checkQuery(ApiCall call) {
        if (model.plain() && !readsQuery) {
            call.query().requireKnown(singleQueryNames, repeatedQueryNames);
        }
    }

    public OperationModel model() {
        return model;
    }

    public String httpMethod() {
        return model.httpMethod();
    }

    PathTemplate template() {
        return model.template();
    }

    /** Path of the endpoint it belongs to. */
    public String base() {
        return base;
    }

    /** The whole path with parameters in braces, for logs, metrics and the description. */
    public String route() {
        return route;
    }

    public boolean isPublic() {
        return model.isPublic();
    }

    /** What it needs; null for a public operation. */
    public PermissionName permission() {
        return model.permission();
    }

    /** Name of {@link #permission()}. */
    public String permissionName() {
        return permission;
    }

    /** Position of the path parameter {@code {tenant}}, or -1. */
    public int tenantPosition() {
        return tenantPosition;
    }

    /** Position of the path parameter {@code {account}}, or -1. */
    public int accountPosition() {
        return accountPosition;
    }

    /** Whether it has a use for a body. */
    public boolean readsBody() {
        return readsBody;
    }

    /** Whether its body is a file. */
    boolean takesUpload() {
        return takesUpload;
    }

    /** Whether it is one of the calls that a tenant may make so many of. */
    public boolean isCounted() {
        return counted;
    }

    /** Calls it. */
    public Invocation invocation() {
        return invocation;
    }

    /** Class loader of the bundle it comes from. */
    ClassLoader loader() {
        return loader;
    }

    /** Writes problems whose extensions may hold values of its bundle. */
    public ProblemWriter problems() {
        return problems;
    }

    /** The timer of its requests that ended with a status, or null when there was none yet. */
    public Timer timer(int status) {
        return timers.get(status);
    }

    /** Keeps the timer of its requests that ended with a status. */
    public void keepTimer(int status, Timer timer) {
        timers.set(status, timer);
    }
}
