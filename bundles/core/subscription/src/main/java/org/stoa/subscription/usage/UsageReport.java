package org.stoa.subscription.usage;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Events that are reported together; each counts for itself. */
public record UsageReport(@NotNull @Size(min = 1, max = 1000) List<@NotNull UsageEvent> events) {}
