package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import org.stoa.api.data.Json;
import org.stoa.metadata.Documents;

/** JSON as these tests write it, with apostrophes for quotation marks. */
final class Trees {

    private Trees() {}

    static JsonNode tree(String text) {
        return Documents.parse(new Json(text.replace('\'', '"')));
    }
}
