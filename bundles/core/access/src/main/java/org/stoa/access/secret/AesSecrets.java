package org.stoa.access.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.secret.SealingKeyMapper.Row;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Secrets;

/** Seals with AES-256-GCM, tenant and purpose being the associated data: {@code sealed1.<name of the key>.<nonce and text>}. */
@Component(service = Secrets.class)
public final class AesSecrets implements Secrets {

    private static final Pattern SEALED = Pattern.compile("sealed1\\.([A-Za-z0-9_-]{1,32})\\.([A-Za-z0-9_-]{38,})");
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MAX_LENGTH = 10_000;

    private final SealingKeys keys;

    @Activate
    public AesSecrets(@Reference SealingKeys keys) {
        this.keys = keys;
    }

    @Override
    public String seal(CallContext context, String purpose, String secret) {
        if (secret.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a secret must have up to " + MAX_LENGTH + " characters");
        }
        Row key = keys.all().get(0);
        byte[] nonce = org.stoa.access.Secrets.randomBytes(NONCE_BYTES);
        byte[] text = secret.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = transform(Cipher.ENCRYPT_MODE, key, nonce, context, purpose, text, 0);
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
        return "sealed1." + key.kid() + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    @Override
    public String open(CallContext context, String purpose, String sealed) {
        Matcher parts = SEALED.matcher(sealed);
        if (!parts.matches()) {
            throw new IllegalStateException("what should be a sealed " + purpose + " is none");
        }
        Row key = find(keys.all(), parts.group(1))
                .or(() -> find(keys.reload(), parts.group(1)))
                .orElseThrow(() -> new IllegalStateException(
                        "the key " + parts.group(1) + " with which a " + purpose + " was sealed is gone"));
        byte[] all = Base64.getUrlDecoder().decode(parts.group(2));
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        return new String(
                transform(Cipher.DECRYPT_MODE, key, nonce, context, purpose, all, NONCE_BYTES), StandardCharsets.UTF_8);
    }

    @Override
    public boolean isCurrent(String sealed) {
        Matcher parts = SEALED.matcher(sealed);
        return parts.matches() && parts.group(1).equals(keys.all().get(0).kid());
    }

    private static Optional<Row> find(List<Row> keys, String kid) {
        return keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    private static byte[] transform(
            int mode, Row key, byte[] nonce, CallContext context, String purpose, byte[] input, int offset) {
        String bound = context.requireTenant() + "|" + purpose;
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(key.secret(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, offset, input.length - offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a " + purpose + " cannot be " + (mode == Cipher.ENCRYPT_MODE ? "sealed" : "opened"), e);
        }
    }
}
