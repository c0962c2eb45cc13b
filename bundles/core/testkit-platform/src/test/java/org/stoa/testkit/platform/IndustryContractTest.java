package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stoa.api.industry.IndustryTemplate;

class IndustryContractTest {

    private static final String CONTENT =
            """
            {"name": {"en": "Zoo", "de": "Zoo"},
             "entitySchemas": [{"entityType": "profile", "entitySubtype": "pet", "label": {"en": "Pet"},
                "baseSchema": {"type": "object", "properties": {
                    "species": {"type": "string", "enum": ["dog", "cat"]},
                    "owner": {"type": "object", "properties": {"phone": {"type": "string"}}},
                    "tricks": {"type": "array", "items": {"type": "string", "enum": ["sit"]}}}},
                "formConfig": {
                    "species": {"ui:title": {"en": "Species", "de": "Art"}, "ui:enumNames": {"dog": {"en": "Dog", "de": "Hund"}}},
                    "owner": {"ui:title": {"en": "Owner", "de": "Halter"}},
                    "colour": {"ui:title": {"en": "Colour", "de": "Farbe"}}},
                "detailViewConfig": {"sections": [{"fields": ["species", "owner", "weight"]}]}}],
             "workflowTemplates": [{"name": "feeding", "nodes": [{"id": "hunger", "type": "humanReview"},
                {"id": "nap", "type": "reminderScheduler"}], "edges": [{"from": "hunger", "to": "meal"}]}],
             "formTemplates": [{"formType": "registration", "entityType": "profile", "entitySubtype": "pet", "formSchema": {"properties": {
                "species": {"enum": ["dog"]}, "acceptTerms": {"type": "boolean"}}}}]}
            """;

    @Test
    void saysWhatAnIndustryLacks() {
        assertThat(IndustryContract.faults(new Zoo(), "en", "de"))
                .containsExactlyInAnyOrder(
                        "/entitySchemas/0/label has no text in de",
                        "profile/pet/species: no name for cat",
                        "profile/pet/owner/phone has no title",
                        "profile/pet/tricks has no title",
                        "profile/pet/tricks: no name for sit",
                        "profile/pet: formConfig names colour, which is no field",
                        "profile/pet: no section of the detail view has tricks",
                        "profile/pet: a view names weight, which is no field",
                        "registration/profile/pet: acceptTerms has no title",
                        "workflow feeding has no label",
                        "workflow feeding: an edge names meal, which is no node",
                        "workflow feeding: nothing leads to nap");
        assertThat(IndustryContract.faults(new Zoo(), "en"))
                .doesNotContain("/entitySchemas/0/label has no text in de")
                .hasSize(11);
    }

    private static final class Zoo implements IndustryTemplate {
        @Override
        public String code() {
            return "zoo";
        }

        @Override
        public String version() {
            return "1.0.0";
        }

        @Override
        public String content() {
            return CONTENT;
        }
    }
}
