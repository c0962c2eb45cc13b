package org.stoa.subscription.limit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** All limits of a tenant; what is not among them is not limited. */
public record LimitList(@NotNull @Size(max = 100) List<@NotNull @Valid Limit> limits) {}
