package org.stoa.metadata.form;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.stoa.api.data.Json;

/**
 * What somebody has filled in.
 *
 * @param data an object with the fields of the form by name, structured data and custom fields beside each other
 * @param entityId entity to be changed, of {@code profile_edit} only
 */
public record FormData(@NotNull Json data, UUID entityId) {}
