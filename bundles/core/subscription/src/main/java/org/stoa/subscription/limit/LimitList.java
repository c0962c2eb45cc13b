package org.stoa.subscription.limit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Limits that a tenant has whatever its plan says; what is not among them has the limit of the plan, or none. */
public record LimitList(@NotNull @Size(max = 100) List<@NotNull @Valid Limit> limits) {}
