package org.stoa.access.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.session.SigningKeyMapper.SigningKeyRow;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.Caches;
import org.stoa.api.rest.ProblemException;

/**
 * Signs and verifies access tokens: JWTs (RFC 7519) with HMAC-SHA-256, in the profile of RFC 9068 as far as it applies to
 * tokens that nobody but the platform reads.
 *
 * <p>The platform writes one header per key and accepts no other, byte for byte: there is no algorithm, key or extension
 * for a caller to choose.
 */
@Component(service = AccessTokens.class)
public final class AccessTokens {

    /** How long a token is valid. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** Longest token that is looked at, in characters. */
    static final int MAX_LENGTH = 4096;

    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final String ISSUER = "stoa";
    private static final String AUDIENCE = "stoa-api";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}");

    private static final int MOST_KNOWN = 10_000;

    private final Supplier<List<SigningKeyRow>> keys;
    private final Clock clock;
    /** What tokens of this platform say never changes; whether it is still true is asked each time. */
    private final Cache<String, AccessClaims> known;

    private volatile Ring ring;

    @Activate
    public AccessTokens(@Reference SigningKeys signingKeys, @Reference Caches caches) {
        this(signingKeys, caches, Clock.systemUTC());
    }

    public AccessTokens(SigningKeys signingKeys, Caches caches, Clock clock) {
        this(signingKeys::all, caches, clock);
    }

    /** @param keys newest first; asked for once, when the first token is signed or verified */
    AccessTokens(Supplier<List<SigningKeyRow>> keys, Caches caches, Clock clock) {
        this.keys = keys;
        this.known = caches.create("access-tokens", MOST_KNOWN, LIFETIME, (token, claims) -> List.of());
        this.clock = clock;
    }

    /** The keys in the form in which they are used. */
    private record Ring(JWSHeader header, MACSigner signer, Map<String, MACVerifier> verifiersByHeader) {

        static Ring of(List<SigningKeyRow> keys) {
            try {
                Map<String, MACVerifier> verifiers = new HashMap<>();
                for (SigningKeyRow key : keys) {
                    verifiers.put(header(key.kid()).toBase64URL().toString(), new MACVerifier(key.secret()));
                }
                SigningKeyRow newest = keys.get(0);
                return new Ring(header(newest.kid()), new MACSigner(newest.secret()), Map.copyOf(verifiers));
            } catch (JOSEException e) {
                throw new IllegalStateException("the signing key in access.signing_key cannot be used", e);
            }
        }

        private static JWSHeader header(String kid) {
            return new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID(kid)
                    .build();
        }
    }

    /** A new token, valid from this moment for {@link #LIFETIME}. */
    String issue(UUID identityId, UUID sessionId, UUID tenantId, UUID userId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return sign(new AccessClaims(identityId, sessionId, tenantId, userId, now, now.plus(LIFETIME)));
    }

    String sign(AccessClaims claims) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("iss", ISSUER);
        payload.put("aud", AUDIENCE);
        payload.put("sub", claims.identityId().toString());
        payload.put("sid", claims.sessionId().toString());
        if (claims.tenantId() != null) {
            payload.put("tid", claims.tenantId().toString());
        }
        if (claims.userId() != null) {
            payload.put("uid", claims.userId().toString());
        }
        payload.put("iat", claims.issuedAt().getEpochSecond());
        payload.put("exp", claims.expiresAt().getEpochSecond());
        Ring current = ring();
        JWSObject token = new JWSObject(current.header(), new Payload(payload));
        try {
            token.sign(current.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java platform", e);
        }
        return token.serialize();
    }

    /**
     * What a token says, once it is known that this platform said it and that it is still true.
     *
     * @throws ProblemException 401 {@code token-invalid} or {@code token-expired}
     */
    AccessClaims verify(String token) {
        AccessClaims claims = known.get(token, () -> claims(payload(token)));
        Instant now = clock.instant();
        boolean plausible = !claims.issuedAt().isAfter(now.plus(SKEW))
                && !claims.expiresAt().isBefore(claims.issuedAt())
                && !claims.expiresAt().isAfter(claims.issuedAt().plus(LIFETIME));
        if (!plausible) {
            throw Refusals.tokenInvalid();
        }
        if (!claims.expiresAt().plus(SKEW).isAfter(now)) {
            throw Refusals.tokenExpired();
        }
        return claims;
    }

    private Map<String, Object> payload(String token) {
        if (token.length() > MAX_LENGTH || !FORM.matcher(token).matches()) {
            throw Refusals.tokenInvalid();
        }
        MACVerifier verifier = ring().verifiersByHeader().get(token.substring(0, token.indexOf('.')));
        if (verifier == null) {
            throw Refusals.tokenInvalid();
        }
        try {
            JWSObject signed = JWSObject.parse(token);
            // the last character of 32 bytes in base64url has two bits to spare: only one spelling is ours
            boolean canonical = signed.getSignature()
                    .toString()
                    .equals(Base64URL.encode(signed.getSignature().decode()).toString());
            if (canonical && signed.verify(verifier)) {
                Map<String, Object> payload = signed.getPayload().toJSONObject();
                if (payload != null) {
                    return payload;
                }
            }
        } catch (ParseException | JOSEException e) {
            throw Refusals.tokenInvalid();
        }
        throw Refusals.tokenInvalid();
    }

    private static AccessClaims claims(Map<String, Object> payload) {
        if (!ISSUER.equals(payload.get("iss")) || !AUDIENCE.equals(payload.get("aud"))) {
            throw Refusals.tokenInvalid();
        }
        AccessClaims claims = new AccessClaims(
                uuid(payload, "sub", true),
                uuid(payload, "sid", true),
                uuid(payload, "tid", false),
                uuid(payload, "uid", false),
                seconds(payload, "iat"),
                seconds(payload, "exp"));
        if (claims.userId() != null && claims.tenantId() == null) {
            throw Refusals.tokenInvalid();
        }
        return claims;
    }

    private static UUID uuid(Map<String, Object> payload, String claim, boolean required) {
        Object value = payload.get(claim);
        if (value == null && !required && !payload.containsKey(claim)) {
            return null;
        }
        if (value instanceof String text && text.length() == 36) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw Refusals.tokenInvalid();
            }
        }
        throw Refusals.tokenInvalid();
    }

    private static Instant seconds(Map<String, Object> payload, String claim) {
        // a date that a calendar of four-digit years can hold; anything else was not written by this platform
        if (payload.get(claim) instanceof Long seconds && seconds > 0 && seconds < 253_402_300_800L) {
            return Instant.ofEpochSecond(seconds);
        }
        throw Refusals.tokenInvalid();
    }

    private Ring ring() {
        Ring current = ring;
        if (current == null) {
            current = Ring.of(keys.get());
            ring = current;
        }
        return current;
    }
}
