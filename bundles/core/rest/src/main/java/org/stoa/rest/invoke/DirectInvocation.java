package org.stoa.rest.invoke;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.stoa.rest.call.ApiCall;
import org.stoa.rest.json.JsonCodec;
import org.stoa.rest.publish.OperationModel;
import org.stoa.rest.publish.Parameter;

/**
 * Calls a resource method whose parameters are all simple, without the interceptor chain, provider look-ups and header
 * copies of the JAX-RS runtime: those cost more than everything else the platform does to a request.
 */
public final class DirectInvocation implements Invocation {

    private final Object resource;
    private final Method method;
    private final Binder[] binders;
    private final MediaTypes mediaTypes;
    private final ReplyWriter replies;
    private final JsonCodec codec;
    private final String[] checkedNames;
    private final boolean list;

    private DirectInvocation(Object resource, OperationModel model, Binder[] binders, String base, JsonCodec codec) {
        this.resource = resource;
        this.method = model.method();
        this.binders = binders;
        this.mediaTypes = new MediaTypes(model);
        this.replies = new ReplyWriter(codec, base, mediaTypes.produced(), model.isConditional());
        this.codec = codec;
        this.checkedNames = checkedNames(model, codec);
        this.list = Cursors.isList(model);
    }

    /** The invocation of an operation, or null when it needs the JAX-RS runtime. */
    public static DirectInvocation of(Object resource, OperationModel model, String base, JsonCodec codec) {
        List<Parameter> parameters = model.parameters();
        Binder[] binders = new Binder[parameters.size()];
        for (int i = 0; i < binders.length; i++) {
            binders[i] = model.plain() ? Binder.of(parameters.get(i), model, codec) : null;
            if (binders[i] == null) {
                return null;
            }
        }
        if (!model.plain()) {
            return null;
        }
        model.method().setAccessible(true);
        return new DirectInvocation(resource, model, binders, base, codec);
    }

    @Override
    public void run(ApiCall call) throws Exception {
        mediaTypes.require(call.request());
        Object[] arguments = new Object[binders.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = binders[i].bind(call);
        }
        if (checkedNames != null) {
            codec.checkArguments(resource, method, arguments, checkedNames, call.locale());
        }
        Object result;
        try {
            result = method.invoke(resource, arguments);
        } catch (InvocationTargetException e) {
            throw failure(e);
        }
        replies.write(call, list ? Cursors.bound(result, call) : result);
    }

    private static Exception failure(InvocationTargetException wrapper) {
        if (wrapper.getCause() instanceof Exception exception) {
            return exception;
        }
        if (wrapper.getCause() instanceof Error error) {
            throw error;
        }
        return wrapper;
    }

    /** Names of the parameters with constraints of their own; null when there is none. Bodies are checked when read. */
    static String[] checkedNames(OperationModel model, JsonCodec codec) {
        Set<Integer> constrained = codec.constrainedParameters(model.method());
        String[] names = new String[model.parameters().size()];
        boolean any = false;
        for (int position : constrained) {
            names[position] = model.parameters().get(position).name();
            any |= names[position] != null;
        }
        return any ? names : null;
    }
}
