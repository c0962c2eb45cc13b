package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stoa.api.industry.IndustryTemplate;

class IndustryTextsTest {

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
                    "colour": {"ui:title": {"en": "Colour", "de": "Farbe"}}}}],
             "formTemplates": [{"formType": "registration", "formSchema": {"properties": {
                "species": {"enum": ["dog"]}, "acceptTerms": {"type": "boolean"}}}}]}
            """;

    @Test
    void saysWhereAnIndustryHasNoWords() {
        assertThat(IndustryTexts.faults(new Zoo(), "en", "de"))
                .containsExactly(
                        "/entitySchemas/0/label has no text in de",
                        "profile/pet species does not name \"cat\"",
                        "profile/pet owner phone has no title",
                        "profile/pet tricks has no title",
                        "profile/pet tricks does not name \"sit\"",
                        "profile/pet has texts for colour, which is no field",
                        "registration acceptTerms has no title");
        assertThat(IndustryTexts.faults(new Zoo(), "en"))
                .doesNotContain("/entitySchemas/0/label has no text in de")
                .hasSize(6);
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
