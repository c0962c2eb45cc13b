package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Documents;
import org.stoa.metadata.form.FormDefinition;
import org.stoa.metadata.form.FormReader;
import org.stoa.metadata.form.FormTemplate;
import org.stoa.metadata.form.FormTemplates;
import org.stoa.metadata.model.ModelReader;
import org.stoa.metadata.schema.SchemaDefinition;

/** Forms for the schemas of the same template, by what they are for: {@code registration/profile/dog}. */
@Component(service = FormPart.class)
public final class FormPart implements TemplatePart {

    private final FormTemplates forms;
    private final ModelReader models = new ModelReader();
    private final FormReader reader = new FormReader();

    @Activate
    public FormPart(@Reference FormTemplates forms) {
        this.forms = forms;
    }

    @Override
    public TemplateKind kind() {
        return TemplateKind.FORM;
    }

    @Override
    public Map<String, JsonNode> items(JsonNode template) {
        Map<String, SchemaDefinition> schemas = SchemaPart.definitions(template);
        Map<String, JsonNode> items = new LinkedHashMap<>();
        for (JsonNode form : template.path("formTemplates")) {
            FormDefinition definition = definition(form);
            if (definition.formType() == null) {
                throw new IllegalArgumentException("formType is missing");
            }
            SchemaDefinition schema = schemas.get(definition.entityType() + "/" + definition.entitySubtype());
            if (schema == null) {
                throw new IllegalArgumentException("the template has no schema for " + definition.key());
            }
            reader.check(models.read(schema, ModelReader.Surroundings.none()), definition);
            if (items.put(definition.key(), document(definition)) != null) {
                throw new IllegalArgumentException("there are two for " + definition.key());
            }
        }
        return items;
    }

    @Override
    public Map<String, JsonNode> read(CallContext context, Collection<String> keys) {
        return forms.named(context, keys).stream()
                .collect(Collectors.toMap(form -> form.definition().key(), form -> document(form.definition())));
    }

    @Override
    public void write(CallContext context, String key, JsonNode expected, JsonNode document) {
        FormTemplate present = present(context, key, expected);
        if (present == null) {
            forms.create(context, definition(document));
        } else {
            forms.update(context, present.id(), present.version(), before -> definition(document));
        }
    }

    @Override
    public void remove(CallContext context, String key, JsonNode expected) {
        forms.delete(context, present(context, key, expected).id());
    }

    private FormTemplate present(CallContext context, String key, JsonNode expected) {
        FormTemplate present =
                forms.named(context, List.of(key)).stream().findFirst().orElse(null);
        Expected.require(expected, present == null ? null : document(present.definition()));
        return present;
    }

    private static FormDefinition definition(JsonNode document) {
        return Documents.read(Documents.write(document), FormDefinition.class);
    }

    private static JsonNode document(FormDefinition definition) {
        return Documents.parse(Documents.write(definition));
    }
}
