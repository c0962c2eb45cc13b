package org.stoa.billing.recurring;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Many reports at once. */
public record UsageReports(@NotNull @NotEmpty @Size(max = 1000) List<@NotNull @Valid UsageReport> reports) {
    /**
     * What became of them.
     *
     * @param accepted how many are new
     * @param known how many were reported before
     */
    public record Receipt(int accepted, int known) {}
}
