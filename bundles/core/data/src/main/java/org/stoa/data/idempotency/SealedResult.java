package org.stoa.data.idempotency;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.stoa.api.data.IdempotencyKey;

/**
 * What is stored for an idempotency key. Results may hold secrets that are shown once, so they are encrypted under a key
 * derived from what only the client knows: its Idempotency-Key, of which no more than a digest is stored.
 */
public final class SealedResult {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final IdempotencyKey key;

    public SealedResult(IdempotencyKey key) {
        this.key = key;
    }

    /** By which the key is found again. */
    public String keyDigest() {
        return HexFormat.of().formatHex(digest("key", ""));
    }

    /** By which another request under the same key is told; says nothing about the request without the key. */
    public String fingerprintDigest() {
        return HexFormat.of().formatHex(digest("fingerprint", key.fingerprint()));
    }

    /** Encrypts the result. */
    public byte[] seal(String json) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, json.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        stored.writeBytes(nonce);
        stored.writeBytes(sealed);
        return stored.toByteArray();
    }

    /** Decrypts the result. */
    public String open(byte[] stored) {
        byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(stored, NONCE_BYTES, stored.length);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, sealed), StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            SecretKeySpec secret = new SecretKeySpec(digest("result", key.fingerprint()), "AES");
            cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the stored result of this Idempotency-Key cannot be read", e);
        }
    }

    private byte[] digest(String purpose, String fingerprint) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {purpose, key.key(), fingerprint}) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
