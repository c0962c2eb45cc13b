package org.stoa.rest.invoke;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import org.stoa.api.rest.MergePatch;
import org.stoa.rest.call.ApiCall;
import org.stoa.rest.json.JsonCodec;

/** JSON for the JAX-RS runtime, exactly as for every other operation, and where nobody says another type. */
@Consumes({"application/json", "application/merge-patch+json", "*/*"})
@Produces({"application/json", "*/*"})
final class JsonProvider implements MessageBodyReader<Object>, MessageBodyWriter<Object> {

    private static final Set<Class<?>> RAW = Set.of(byte[].class, InputStream.class, File.class);

    private final JsonCodec codec;

    /** JSON that was written before its headers were. */
    record Written(byte[] json) {}

    JsonProvider(JsonCodec codec) {
        this.codec = codec;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return isJson(mediaType) && !RAW.contains(type);
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream)
            throws IOException {
        ApiCall call = FullRequest.current().call();
        return (Class<?>) type == MergePatch.class
                ? codec.readPatch(call.body(), call.locale())
                : codec.read(codec.readerFor(genericType), call.body(), call.locale());
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Written.class || isWritten(type, mediaType);
    }

    /** Whether values of a type become JSON. */
    static boolean isWritten(Class<?> type, MediaType mediaType) {
        boolean raw = RAW.stream().anyMatch(kind -> kind.isAssignableFrom(type))
                || StreamingOutput.class.isAssignableFrom(type);
        return isJson(mediaType) && !raw;
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream stream)
            throws IOException {
        byte[] bytes = value instanceof Written written ? written.json() : codec.write(value);
        headers.putSingle(HttpHeaders.CONTENT_LENGTH, bytes.length);
        stream.write(bytes);
    }

    private static boolean isJson(MediaType type) {
        return type.isWildcardType()
                || type.getSubtype().equals("json")
                || type.getSubtype().endsWith("+json");
    }
}
