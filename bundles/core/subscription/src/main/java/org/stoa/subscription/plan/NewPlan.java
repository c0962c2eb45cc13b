package org.stoa.subscription.plan;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.stoa.api.value.SingleLine;

/**
 * A plan that is to be made, without a version as yet.
 *
 * @param code unique, for good: lower-case letters, digits and inner hyphens
 * @param name by language
 * @param description by language; null for none
 */
public record NewPlan(
        @NotNull @Pattern(regexp = CODE, message = "must be 2 to 50 lower-case letters, digits and inner hyphens")
                String code,
        @NotEmpty @Size(max = 50)
                Map<
                                @NotNull @Pattern(regexp = PlanDetails.LANGUAGE, message = PlanDetails.LANGUAGE_RULE)
                                String,
                                @NotBlank @Size(max = 200) @SingleLine String>
                        name,
        @Size(max = 50)
                Map<
                                @NotNull @Pattern(regexp = PlanDetails.LANGUAGE, message = PlanDetails.LANGUAGE_RULE)
                                String,
                                @NotBlank @Size(max = 2000) String>
                        description) {

    static final String CODE = "[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])";

    public NewPlan {
        description = description == null ? Map.of() : description;
    }
}
