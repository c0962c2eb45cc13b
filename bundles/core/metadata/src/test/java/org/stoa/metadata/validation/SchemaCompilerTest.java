package org.stoa.metadata.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class SchemaCompilerTest {

    @Test
    void namesEveryPlace() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        CompiledSchema schema = new SchemaCompiler()
                .compile(mapper.readTree("{\"properties\": {\"a\": {\"type\": \"string\"}, \"b\": {\"minimum\": 3}}}"));
        assertThat(schema.validate(mapper.readTree("{\"a\": 1, \"b\": 2}")))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/a", "/b");
    }
}
