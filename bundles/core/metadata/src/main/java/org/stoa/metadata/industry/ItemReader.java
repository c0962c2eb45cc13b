package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.Documents;

/** Reads an item of a template into what its operation takes, with the constraints that hold there. */
final class ItemReader {

    private ItemReader() {}

    /** @throws ProblemException 400 with a JSON pointer to every place that is wrong */
    static <R extends Record> R read(JsonNode document, Class<R> type) {
        // a place that could not be read is not told again of as missing
        Map<String, String> faults = new LinkedHashMap<>();
        R item = bind(document, type, faults);
        if (item != null) {
            Constraints.check(item, faults);
        }
        if (!faults.isEmpty()) {
            ProblemException problem = ProblemException.of(CommonProblem.INVALID_REQUEST, type.getSimpleName());
            faults.forEach(problem::withField);
            throw problem;
        }
        return item;
    }

    private static <R extends Record> R bind(JsonNode document, Class<R> type, Map<String, String> faults) {
        BindingFaults handler = new BindingFaults(faults);
        ObjectReader reader = Documents.strictReader(type).withHandler(handler);
        JsonNode rest = document.deepCopy();
        while (true) {
            try {
                return reader.readValue(rest);
            } catch (JsonMappingException e) {
                handler.add(e);
                if (!clear(rest, e.getPath())) {
                    return null;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Takes away what ended the reading, so that what comes after it is read as well; false when that is all there is. */
    private static boolean clear(JsonNode document, List<JsonMappingException.Reference> path) {
        JsonNode at = document;
        for (JsonMappingException.Reference step : path.subList(0, Math.max(0, path.size() - 1))) {
            at = step.getFieldName() == null ? at.path(step.getIndex()) : at.path(step.getFieldName());
        }
        JsonMappingException.Reference last = path.isEmpty() ? null : path.get(path.size() - 1);
        if (last != null && at instanceof ObjectNode object && object.hasNonNull(last.getFieldName())) {
            object.putNull(last.getFieldName());
            return true;
        }
        if (last != null && at instanceof ArrayNode array && array.hasNonNull(last.getIndex())) {
            array.setNull(last.getIndex());
            return true;
        }
        return false;
    }
}
