package org.stoa.metadata.schema;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;

/**
 * How many entities of a type and subtype may be made in a calendar period, by the tenant's time zone.
 *
 * @param setting key of the tenant's setting that holds the limit, a whole number of at least 0; while it is missing
 *     there is no limit
 * @param per who has the limit; the whole tenant when it is left out
 */
public record Quota(
        @NotNull @Pattern(regexp = SETTING, message = SETTING_RULE) String setting, @NotNull Period period, Scope per) {

    /** Leaves room for a dot and the id of an account in the key of a setting. */
    public static final String SETTING = "[a-z][a-zA-Z0-9.-]{0,62}";

    public static final String SETTING_RULE =
            "must be 1 to 63 letters, digits, dots and hyphens that begin with a lower-case letter";

    /** Over how long is counted. */
    public enum Period {
        DAY,
        MONTH,
        YEAR
    }

    /** For whom is counted. */
    public enum Scope {
        /** All of the tenant together. */
        TENANT,
        /** Each account by itself; entities without an account as if they were of one more. */
        ACCOUNT
    }

    public Quota {
        per = Objects.requireNonNullElse(per, Scope.TENANT);
    }

    /** Key of the setting that holds the limit of one account, in place of the limit of all. */
    public String settingOf(Object accountId) {
        return setting + "." + accountId;
    }
}
