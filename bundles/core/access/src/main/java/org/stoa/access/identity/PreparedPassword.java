package org.stoa.access.identity;

import org.stoa.api.audit.Sensitive;

/**
 * A password that was accepted and hashed before a transaction began, so that none waits for the hashing.
 *
 * @param hash PHC string, or null for none yet
 */
public record PreparedPassword(@Sensitive String hash) {

    /** No password: the person sets one by a link in an e-mail. */
    public static PreparedPassword none() {
        return new PreparedPassword(null);
    }

    @Override
    public String toString() {
        return "PreparedPassword[" + (hash == null ? "none" : "set") + "]";
    }
}
