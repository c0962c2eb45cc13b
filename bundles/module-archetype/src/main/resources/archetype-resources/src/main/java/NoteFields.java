package ${package};

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What a client may set of a note: the body of POST. */
public record NoteFields(@NotBlank @Size(max = 500) String text) {}
