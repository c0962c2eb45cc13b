package org.stoa.billing.currency;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Many rates at once. */
public record ExchangeRateList(@NotNull @NotEmpty @Size(max = 1000) List<@NotNull @Valid ExchangeRate> rates) {}
