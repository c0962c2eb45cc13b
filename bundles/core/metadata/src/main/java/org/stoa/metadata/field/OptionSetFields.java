package org.stoa.metadata.field;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.stoa.api.value.SingleLine;

/** What a client says of an option set. */
public record OptionSetFields(
        @NotBlank @Size(max = 100) @SingleLine String name, @NotEmpty @Valid @Size(max = 1000) List<Option> options) {}
