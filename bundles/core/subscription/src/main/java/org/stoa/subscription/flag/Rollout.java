package org.stoa.subscription.flag;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * For whom a feature is on by its percentage: each tenant, or user, has a place from 0 to 99 in the rollout of each
 * feature, and is in from the percentage on that is greater. The place depends on nothing but the key and the ids, so
 * that it is the same on every node and for ever, and a growing percentage takes the feature from nobody.
 */
final class Rollout {

    private static final int PLACES = 100;

    private Rollout() {}

    /**
     * The place in the rollout of a feature, 0 to 99: the first eight bytes of the SHA-256 of key and ids, as an unsigned
     * number, modulo 100.
     *
     * @param userId null for none, or where the rollout goes by tenants
     */
    static int place(String key, UUID tenantId, UUID userId) {
        String text = key + "\n" + tenantId + (userId == null ? "" : "\n" + userId);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return (int) Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), PLACES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
