package ${package};

import java.time.Instant;
import java.util.UUID;

/**
 * A note, as it is stored and as clients see it.
 *
 * @param author name of who wrote it
 */
public record Note(UUID id, String text, String author, Instant createdAt) {}
