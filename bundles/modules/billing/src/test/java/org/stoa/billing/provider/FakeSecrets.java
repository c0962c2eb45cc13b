package org.stoa.billing.provider;

import org.stoa.api.security.CallContext;
import org.stoa.api.security.Secrets;

/** Writes backwards, with tenant, purpose and number of the key. */
final class FakeSecrets implements Secrets {
    private int key = 1;

    /** Seals with another key from now on. */
    void rotate() {
        key++;
    }

    @Override
    public String seal(CallContext context, String purpose, String secret) {
        return key + "|" + context.requireTenant() + "|" + purpose + "|" + new StringBuilder(secret).reverse();
    }

    @Override
    public String open(CallContext context, String purpose, String sealed) {
        String bound = "|" + context.requireTenant() + "|" + purpose + "|";
        int at = sealed.indexOf(bound);
        if (at < 0) {
            throw new IllegalStateException("not sealed for this");
        }
        return new StringBuilder(sealed.substring(at + bound.length()))
                .reverse()
                .toString();
    }

    @Override
    public boolean isCurrent(String sealed) {
        return sealed.startsWith(key + "|");
    }
}
