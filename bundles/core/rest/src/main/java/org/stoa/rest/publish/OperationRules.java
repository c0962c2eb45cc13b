package org.stoa.rest.publish;

import jakarta.validation.ValidationException;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.stoa.api.platform.RuleViolation;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.Upload;
import org.stoa.rest.call.Uploads;
import org.stoa.rest.json.JsonCodec;

/** Rules of an operation that only show when its bundle's types are looked at. */
final class OperationRules {

    private static final Set<Class<?>> TAKEN_AS_THEY_ARE = Set.of(
            MergePatch.class, Upload.class, byte[].class, String.class, InputStream.class, Reader.class, File.class);

    private OperationRules() {}

    /** What keeps an operation from being called. */
    static List<RuleViolation> violations(OperationModel model, JsonCodec codec) {
        List<RuleViolation> violations = new ArrayList<>();
        try {
            codec.constrainedParameters(model.method());
        } catch (ValidationException e) {
            violations.add(broken(model, "has constraints that make no sense: " + e.getMessage()));
        }
        if (model.takesUpload()
                && !model.consumes().isEmpty()
                && !model.consumes().equals(List.of(Uploads.MEDIA_TYPE))) {
            violations.add(broken(model, "takes an Upload as another type than " + Uploads.MEDIA_TYPE));
        }
        Parameter entity = model.entity();
        if (entity != null && isJson(model) && !TAKEN_AS_THEY_ARE.contains(entity.type())) {
            String problem = codec.problemOf(entity.genericType());
            if (problem != null) {
                violations.add(broken(
                        model,
                        "takes a body of the type " + entity.genericType().getTypeName()
                                + ", which cannot be read from JSON: " + problem));
            }
        }
        return violations;
    }

    private static boolean isJson(OperationModel model) {
        return model.consumes().isEmpty() || model.consumes().stream().anyMatch(type -> type.endsWith("json"));
    }

    private static RuleViolation broken(OperationModel model, String message) {
        return ResourceRule.OPERATION_UNREADABLE.brokenBy(model.describe(), message);
    }
}
