package org.stoa.rest.invoke;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.stoa.api.rest.ProblemException;
import org.stoa.rest.json.Messages;

/** Parameters in the JAX-RS runtime, read as for every other operation: 404 for a path, 400 for the rest. */
final class ParameterConverters implements ParamConverterProvider {

    @Override
    public <T> ParamConverter<T> getConverter(Class<T> rawType, Type genericType, Annotation[] annotations) {
        if (rawType == String.class && Cursors.PARAMETER.equals(queryName(annotations))) {
            @SuppressWarnings("unchecked")
            ParamConverter<T> cursor = (ParamConverter<T>) new CursorConverter();
            return cursor;
        }
        ParameterType<T> type = rawType == String.class ? null : ParameterType.find(rawType);
        return type == null ? null : new Converter<>(type, name(annotations), isPath(annotations));
    }

    private static boolean isPath(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof PathParam) {
                return true;
            }
        }
        return false;
    }

    private static String queryName(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof QueryParam query) {
                return query.value();
            }
        }
        return null;
    }

    private static String name(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof QueryParam query) {
                return query.value();
            }
            if (annotation instanceof HeaderParam header) {
                return header.value();
            }
        }
        return "parameter";
    }

    private record CursorConverter() implements ParamConverter<String> {
        @Override
        public String fromString(String text) {
            FullRequest request = FullRequest.current();
            return Cursors.isList(request.model()) ? Cursors.unbound(request.call()) : text;
        }

        @Override
        public String toString(String value) {
            return value;
        }
    }

    private record Converter<T>(ParameterType<T> type, String name, boolean path) implements ParamConverter<T> {
        @Override
        public T fromString(String text) {
            try {
                return type.parse(text);
            } catch (RuntimeException e) {
                throw path ? ProblemException.notFound(Binder.RESOURCE) : invalid();
            }
        }

        private ProblemException invalid() {
            Messages messages = Messages.in(FullRequest.current().call().locale());
            return ProblemException.invalid(name, type.description(messages));
        }

        @Override
        public String toString(T value) {
            return String.valueOf(value);
        }
    }
}
