package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.stoa.metadata.Documents;
import org.stoa.metadata.expression.ExpressionCompiler;
import org.stoa.metadata.field.CustomFieldSchema;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.EntityVariables;

/** What expressions of forms may name: {@code form}, and what those of schemas may name. */
final class FormVariables {

    /** For expressions that were checked when they were written. */
    static final ExpressionCompiler UNTYPED =
            ExpressionCompiler.untyped(Set.of("form", "data", "custom", "entity", "today"));

    private FormVariables() {}

    /**
     * For expressions that are written.
     *
     * @param form JSON Schema of the form
     */
    static ExpressionCompiler compiler(EntityModel model, ObjectNode form) {
        ObjectNode entity = EntityVariables.entity();
        entity.withObject("/properties").set(BuiltInFields.SLUG, EntityVariables.text());
        entity.withObject("/properties").set(BuiltInFields.LOCATION, EntityVariables.ANYTHING);
        return new ExpressionCompiler(Map.of(
                "form", form,
                "data", Documents.parse(model.definition().baseSchema()),
                "custom", CustomFieldSchema.of(model.customFields(), model.optionSets()),
                "entity", entity,
                "today", EntityVariables.text()));
    }
}
