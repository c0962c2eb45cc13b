package org.stoa.api.security;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Encrypts what a bundle has to keep and must be able to read again, such as the key of a tenant's account elsewhere. What
 * was sealed for one tenant and purpose cannot be opened for another, wherever it was copied to. What need not be read
 * again is kept as a digest instead.
 */
@ProviderType
public interface Secrets {

    /**
     * Encrypts with the newest key of the platform.
     *
     * @param purpose what it is, such as {@code billing.stripe.api-key}; the same when it is opened
     * @param secret up to 10,000 characters
     * @return text of visible ASCII characters; another each time
     * @throws IllegalStateException when the context has no tenant
     */
    String seal(CallContext context, String purpose, String secret);

    /**
     * Decrypts.
     *
     * @throws IllegalStateException when it was sealed for another tenant or purpose, was changed, or its key is gone
     */
    String open(CallContext context, String purpose, String sealed);

    /** Whether it is sealed with the newest key; false for what should be sealed again, and for what is not sealed at all. */
    boolean isCurrent(String sealed);
}
