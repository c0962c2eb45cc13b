package org.stoa.registry;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** @param simulate true: only say what would be done; null for false */
public record EnableModule(@NotBlank @Size(max = ModuleRules.MAX_ID_LENGTH) String moduleId, Boolean simulate) {}
