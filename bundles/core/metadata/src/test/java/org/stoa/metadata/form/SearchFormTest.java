package org.stoa.metadata.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.form.FormModels.assertWrong;
import static org.stoa.metadata.form.FormModels.definition;
import static org.stoa.metadata.form.FormModels.errors;
import static org.stoa.metadata.form.FormModels.field;
import static org.stoa.metadata.form.FormModels.fitness;
import static org.stoa.metadata.form.FormModels.form;
import static org.stoa.metadata.form.FormModels.formWithoutRestricted;
import static org.stoa.metadata.form.FormModels.json;
import static org.stoa.metadata.form.FormModels.schema;
import static org.stoa.metadata.form.FormModels.served;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.FieldType;

/** A form to search by has what can be filtered by, as ranges and choices. */
class SearchFormTest {

    private static final EntityModel MODEL = fitness(
            field("tattoos", FieldType.MULTISELECT, true, "{\"label\": {\"en\": \"Tattoos\"}}"),
            field("fee", FieldType.MONEY, false, "{}"),
            field("since", FieldType.DATE, false, "{}"),
            field("travels", FieldType.BOOLEAN, false, "{}"),
            field("agency", FieldType.TEXT, false, "{}"));

    private static final FormDefinition PLAIN = definition(FormType.SEARCH, "{}");

    @Test
    void itHasFilterableFieldsOnly() {
        JsonNode properties = schema(served(form(MODEL, PLAIN), "en")).path("properties");
        assertThat(properties.properties())
                .extracting(each -> each.getKey())
                .containsExactlyInAnyOrder(
                        "q",
                        "heightCm",
                        "hairColor",
                        "sports",
                        "age",
                        "notes",
                        "bodyMass",
                        "tattoos",
                        "fee",
                        "since",
                        "travels",
                        "agency");
        assertThat(properties.at("/heightCm/properties/from"))
                .isEqualTo(json("{\"type\": \"number\", \"minimum\": 50, \"maximum\": 250, \"title\": \"From\"}"));
        assertThat(properties.at("/heightCm/title").asText()).isEqualTo("Height");
        assertThat(properties.at("/hairColor/items/enum")).isEqualTo(json("[\"brown\", \"blond\", \"red\"]"));
        assertThat(properties.at("/sports/items/enum").size()).isEqualTo(3);
        assertThat(properties.at("/tattoos/items/oneOf/0"))
                .isEqualTo(json("{\"const\": \"none\", \"title\": \"None\"}"));
        assertThat(properties.at("/tattoos/items/oneOf").size())
                .as("entities may still have a value that cannot be chosen any more")
                .isEqualTo(3);
        assertThat(properties.at("/since/properties/to/format").asText()).isEqualTo("date");
        assertThat(properties.at("/travels/type").asText()).isEqualTo("boolean");
        assertThat(schema(served(formWithoutRestricted(MODEL, PLAIN), "en"))
                        .at("/properties/notes")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void whatIsFilledInIsTheSearch() {
        Form form = form(
                MODEL,
                definition(
                        FormType.SEARCH,
                        "{\"formSchema\": {\"properties\": {\"near\": true, \"sort\": true, \"status\": true}}}"));
        String data =
                """
                {"q": "runs fast", "heightCm": {"from": 170, "to": 180.5}, "hairColor": ["brown", "red"], "travels": true,
                 "fee": {"currency": "EUR", "from": "10.50"}, "since": {"to": "2020-01-01"}, "agency": ["A, B", "C"],
                 "near": {"latitude": 48.2, "longitude": 16.4, "radiusKm": 10}, "sort": "-heightCm", "sports": [], "age": {}}
                """;
        assertThat(errors(form, data)).isEmpty();
        Submitted submitted = FormModels.submitted(form);
        json(data).properties().forEach(each -> submitted.set(each.getKey(), each.getValue()));
        assertThat(SearchAddress.of(form, submitted.values()))
                .isEqualTo("profiles?subtype=fitness_model&q=runs+fast&heightCm.gte=170&heightCm.lte=180.5"
                        + "&hairColor=brown%2Cred&travels=true&fee.gte=EUR+10.50&since.lte=2020-01-01"
                        + "&agency=A%5C%2C+B%2CC&near=48.2%2C16.4&radius=10km&sort=-heightCm");
    }

    @Test
    void whatCannotBeSearchedByIsRefused() {
        Form form = form(MODEL, PLAIN);
        assertThat(errors(
                        form,
                        "{\"bio\": \"x\", \"hairColor\": [\"green\"], \"heightCm\": 170, \"fee\": {\"from\": \"1\"}}"))
                .containsKeys("/bio", "/hairColor/0", "/heightCm")
                .doesNotContainKey("/q");
        assertWrong(
                MODEL,
                definition(
                        FormType.SEARCH,
                        """
                        {"formSchema": {"properties": {"bio": {"type": "string"}}},
                         "submitActions": [{"type": "create_entity"}]}
                        """),
                "/formSchema/properties/bio",
                "/submitActions");
    }
}
