package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stoa.metadata.Documents;
import org.stoa.metadata.Violations;
import org.stoa.metadata.model.EntityModel;

/**
 * What a submission does, besides writing the entity.
 *
 * @param status that it gets, or null
 * @param ownedByCaller whether the caller becomes its owner
 */
record SubmitPlan(String status, boolean ownedByCaller, List<Emission> emissions) {

    private static final String EVENT_NAME = "[a-z][a-z0-9.-]{0,59}";

    /** An event, and the fields whose values it carries. */
    record Emission(String name, List<String> fields) {}

    /** The actions as they are, or those that follow from the type of the form. */
    static List<SubmitAction> actions(FormDefinition definition) {
        if (!definition.submitActions().isEmpty() || definition.formType() == FormType.SEARCH) {
            return definition.submitActions();
        }
        return List.of(new SubmitAction(writing(definition.formType()), null));
    }

    /** @param violations where is told what cannot be; it has no effect then */
    static SubmitPlan of(
            FormDefinition definition, EntityModel model, Map<String, FormField> fields, Violations violations) {
        List<SubmitAction> actions = actions(definition);
        if (definition.formType() == FormType.SEARCH) {
            violations.check(actions.isEmpty(), "/submitActions", "must be empty: a search changes nothing");
            return new SubmitPlan(null, false, List.of());
        }
        SubmitAction.Type writing = writing(definition.formType());
        long writes =
                actions.stream().filter(action -> action.type() == writing).count();
        violations.check(writes == 1, "/submitActions", "must have " + writing.wireName() + " once");
        Reader reader = new Reader(definition, model, fields, violations);
        for (int i = 0; i < actions.size(); i++) {
            reader.read(actions.get(i), "/submitActions/" + i);
        }
        return new SubmitPlan(reader.status, reader.owned, List.copyOf(reader.emissions));
    }

    private static SubmitAction.Type writing(FormType type) {
        return type == FormType.REGISTRATION ? SubmitAction.Type.CREATE_ENTITY : SubmitAction.Type.UPDATE_ENTITY;
    }

    private static final class Reader {
        private final FormDefinition definition;
        private final EntityModel model;
        private final Map<String, FormField> fields;
        private final Violations violations;
        private final List<Emission> emissions = new ArrayList<>();
        private String status;
        private boolean owned;

        Reader(FormDefinition definition, EntityModel model, Map<String, FormField> fields, Violations violations) {
            this.definition = definition;
            this.model = model;
            this.fields = fields;
            this.violations = violations;
        }

        void read(SubmitAction action, String pointer) {
            JsonNode parameters = Documents.parse(action.parameters());
            String at = pointer + "/parameters";
            switch (action.type()) {
                case CREATE_ENTITY -> {
                    only(parameters, Set.of("owner"), at);
                    owned = parameters.path("owner").asText().equals("caller");
                    violations.check(owned || !parameters.has("owner"), at + "/owner", "must be caller, or left out");
                }
                case UPDATE_ENTITY -> only(parameters, Set.of(), at);
                case SET_STATUS -> {
                    only(parameters, Set.of("status"), at);
                    status(parameters.path("status").asText(), at + "/status");
                }
                case EMIT_EVENT -> {
                    only(parameters, Set.of("name", "fields"), at);
                    emit(parameters, at);
                }
            }
            boolean foreign =
                    action.type() == SubmitAction.Type.CREATE_ENTITY && definition.formType() != FormType.REGISTRATION
                            || action.type() == SubmitAction.Type.UPDATE_ENTITY
                                    && definition.formType() != FormType.PROFILE_EDIT;
            violations.check(
                    !foreign,
                    pointer + "/type",
                    "is not possible in a form of the type "
                            + definition.formType().wireName());
        }

        private void status(String name, String pointer) {
            List<String> statuses = model.definition().statuses();
            violations.check(statuses.contains(name), pointer, "must be one of " + String.join(", ", statuses));
            violations.check(status == null, pointer, "is set twice");
            if (statuses.contains(name)) {
                status = name;
            }
        }

        private void emit(JsonNode parameters, String at) {
            String name = parameters.path("name").asText();
            violations.check(name.matches(EVENT_NAME), at + "/name", "must be lower-case words such as model-applied");
            List<String> names = new ArrayList<>();
            int index = 0;
            for (JsonNode field : parameters.path("fields")) {
                violations.check(
                        fields.containsKey(field.asText()),
                        at + "/fields/" + index,
                        field + " is no field of the form");
                names.add(field.asText());
                index++;
            }
            emissions.add(new Emission(name, names));
        }

        private void only(JsonNode parameters, Set<String> names, String at) {
            violations.check(parameters.isObject(), at, "must be an object");
            parameters
                    .fieldNames()
                    .forEachRemaining(name -> violations.check(
                            names.contains(name), at + "/" + Pointers.escape(name), "is no parameter of this action"));
        }
    }
}
