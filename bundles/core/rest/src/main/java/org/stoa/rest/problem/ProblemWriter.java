package org.stoa.rest.problem;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.stoa.api.rest.FieldError;

/** Writes problem documents: {@code type, title, status, detail, code, requestId}, then errors and extensions if any. */
public final class ProblemWriter {

    private final ObjectWriter extensions;

    /** @param mapper writes the values of extensions */
    public ProblemWriter(ObjectMapper mapper) {
        this.extensions = mapper.writer();
    }

    /** The document as UTF-8. */
    public byte[] document(Problem problem, String requestId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = extensions.getFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", problem.type());
            json.writeStringField("title", problem.title());
            json.writeNumberField("status", problem.status());
            json.writeStringField("detail", problem.detail());
            json.writeStringField("code", problem.code());
            json.writeStringField("requestId", requestId);
            if (!problem.errors().isEmpty()) {
                json.writeArrayFieldStart("errors");
                for (FieldError error : problem.errors()) {
                    json.writeStartObject();
                    json.writeStringField("field", error.field());
                    json.writeStringField("message", error.message());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            for (Map.Entry<String, Object> extension : problem.extensions().entrySet()) {
                json.writeFieldName(extension.getKey());
                extensions.writeValue(json, extension.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Answers with the problem; does nothing when another answer has already begun. */
    public void write(Problem problem, String requestId, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] document = document(problem, requestId);
        response.resetBuffer();
        response.setStatus(problem.status());
        problem.headers().forEach(response::setHeader);
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
    }
}
