package org.stoa.access.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a member is to an account; in JSON in lower case. The membership itself gives the permissions and no other row
 * repeats them: an admin has the role Account Owner in the account, a member the role User in the account, a viewer the
 * read permissions of User in the account.
 */
public enum AccountRole {
    ADMIN,
    MEMBER,
    VIEWER;

    /** As it is written in JSON. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
