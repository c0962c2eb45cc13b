package org.stoa.rest.invoke;

import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.rest.Upload;
import org.stoa.api.security.CallContext;
import org.stoa.rest.call.ApiCall;
import org.stoa.rest.json.JsonCodec;
import org.stoa.rest.json.Messages;
import org.stoa.rest.publish.OperationModel;
import org.stoa.rest.publish.Parameter;

/** Supplies one argument of a resource method; worked out once for each parameter. */
@FunctionalInterface
interface Binder {

    /** Path parameters in the words of a 404: "There is no {id} with this id" would say nothing. */
    String RESOURCE = "resource";

    Object bind(ApiCall call) throws IOException;

    /** The binder of a parameter, or null when only the JAX-RS runtime could supply it. */
    static Binder of(Parameter parameter, OperationModel model, JsonCodec codec) {
        return switch (parameter.kind()) {
            case CONTEXT -> context(parameter);
            case ENTITY -> entity(parameter, codec);
            case PATH -> path(parameter, model);
            case QUERY -> query(parameter, model);
            case HEADER -> header(parameter);
            case OTHER -> null;
        };
    }

    private static Binder context(Parameter parameter) {
        if (parameter.type() == CallContext.class) {
            return ApiCall::context;
        }
        if (parameter.type() == QueryParameters.class) {
            return call -> call.query().all();
        }
        return parameter.type() == HttpServletRequest.class ? ApiCall::request : null;
    }

    private static Binder entity(Parameter parameter, JsonCodec codec) {
        if (parameter.type() == MergePatch.class) {
            return call -> codec.readPatch(call.body(), call.locale());
        }
        if (parameter.type() == Upload.class) {
            return ApiCall::upload;
        }
        if (parameter.type() == byte[].class) {
            return ApiCall::body;
        }
        ObjectReader reader = codec.readerFor(parameter.genericType());
        return call -> codec.read(reader, call.body(), call.locale());
    }

    private static Binder path(Parameter parameter, OperationModel model) {
        ParameterType<?> type = ParameterType.find(parameter.type());
        if (type == null) {
            return null;
        }
        int position = model.template().names().indexOf(parameter.name());
        return call -> {
            try {
                return type.parse(call.pathValues()[position]);
            } catch (RuntimeException e) {
                throw ProblemException.notFound(RESOURCE);
            }
        };
    }

    private static Binder query(Parameter parameter, OperationModel model) {
        String name = parameter.name();
        if (Cursors.isCursor(parameter) && Cursors.isList(model)) {
            return single(parameter, Cursors::unbound);
        }
        if (List.class.isAssignableFrom(parameter.type())) {
            return queryList(parameter);
        }
        return single(parameter, call -> call.query().first(name));
    }

    private static Binder header(Parameter parameter) {
        String name = parameter.name();
        return single(parameter, call -> call.request().getHeader(name));
    }

    private static Binder single(Parameter parameter, Function<ApiCall, String> source) {
        ParameterType<?> type = ParameterType.find(parameter.type());
        if (type == null) {
            return null;
        }
        Object missing = parameter.defaultValue() == null ? type.missing() : type.parse(parameter.defaultValue());
        return call -> {
            String text = source.apply(call);
            return text == null ? missing : parse(type, parameter.name(), text, call.locale());
        };
    }

    private static Binder queryList(Parameter parameter) {
        ParameterType<?> type = ParameterType.find(elementType(parameter.genericType()));
        if (type == null || parameter.type() != List.class || parameter.defaultValue() != null) {
            return null;
        }
        return call -> {
            List<Object> values = new ArrayList<>();
            for (String text : call.query().all(parameter.name())) {
                values.add(parse(type, parameter.name(), text, call.locale()));
            }
            return List.copyOf(values);
        };
    }

    private static Class<?> elementType(Type list) {
        boolean known = list instanceof ParameterizedType type && type.getActualTypeArguments()[0] instanceof Class<?>;
        return known ? (Class<?>) ((ParameterizedType) list).getActualTypeArguments()[0] : Object.class;
    }

    private static Object parse(ParameterType<?> type, String name, String text, Locale locale) {
        try {
            return type.parse(text);
        } catch (RuntimeException e) {
            String message = type.description(Messages.in(locale));
            throw ProblemException.of(CommonProblem.INVALID_REQUEST, name + " " + message)
                    .withField(name, message);
        }
    }
}
