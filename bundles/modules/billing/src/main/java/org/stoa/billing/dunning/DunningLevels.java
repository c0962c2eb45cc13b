package org.stoa.billing.dunning;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The steps of reminding of a tenant, those first that come first; the first is level 1. */
public record DunningLevels(@NotNull @Size(max = 10) List<@NotNull @Valid DunningLevel> levels) {}
