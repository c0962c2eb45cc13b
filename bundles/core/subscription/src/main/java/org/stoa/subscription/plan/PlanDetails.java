package org.stoa.subscription.plan;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.stoa.api.value.SingleLine;

/**
 * What people read of a plan.
 *
 * @param name by language
 * @param description by language; null for none
 */
public record PlanDetails(
        @NotEmpty @Size(max = 50)
                Map<
                                @NotNull @Pattern(regexp = LANGUAGE, message = LANGUAGE_RULE) String,
                                @NotBlank @Size(max = 200) @SingleLine String>
                        name,
        @Size(max = 50)
                Map<
                                @NotNull @Pattern(regexp = LANGUAGE, message = LANGUAGE_RULE) String,
                                @NotBlank @Size(max = 2000) String>
                        description) {

    static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,5}";
    static final String LANGUAGE_RULE = "must be a language such as en or de-AT";

    public PlanDetails {
        description = description == null ? Map.of() : description;
    }
}
