package org.stoa.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.access.session.SigningKeyMapper.SigningKeyRow;
import org.stoa.api.data.Ids;
import org.stoa.data.cache.LocalCaches;
import org.stoa.testkit.MutableClock;

/** Tokens that the platform did not write, or that say what it would not say. */
class AccessTokensTest {

    private static final byte[] SECRET = bytes(32, 7);
    private static final byte[] OLDER_SECRET = bytes(32, 9);
    private static final byte[] FOREIGN_SECRET = bytes(32, 8);
    private static final String HEADER = "{\"kid\":\"a1b2c3d4e5f60718\",\"typ\":\"at+jwt\",\"alg\":\"HS256\"}";

    private static final UUID IDENTITY = Ids.next();
    private static final UUID SESSION = Ids.next();
    private static final UUID TENANT = Ids.next();
    private static final UUID USER = Ids.next();

    private final MutableClock clock = MutableClock.at("2026-03-01T09:00:00.5Z");
    private final AccessTokens tokens = new AccessTokens(
            () -> List.of(
                    new SigningKeyRow("a1b2c3d4e5f60718", SECRET), new SigningKeyRow("00aa00aa00aa00aa", OLDER_SECRET)),
            new LocalCaches(),
            clock);

    @Test
    void tokenSaysWhatItWasIssuedFor() {
        AccessClaims claims = tokens.verify(tokens.issue(IDENTITY, SESSION, TENANT, USER));

        assertThat(claims.identityId()).isEqualTo(IDENTITY);
        assertThat(claims.sessionId()).isEqualTo(SESSION);
        assertThat(claims.tenantId()).isEqualTo(TENANT);
        assertThat(claims.userId()).isEqualTo(USER);
        assertThat(claims.issuedAt()).isEqualTo("2026-03-01T09:00:00Z");
        assertThat(claims.expiresAt()).isEqualTo("2026-03-01T09:10:00Z");
    }

    @Test
    void tokenMayHaveNoTenantAndNoUser() {
        assertThat(tokens.verify(tokens.issue(IDENTITY, SESSION, null, null)).tenantId())
                .isNull();
        assertThat(tokens.verify(tokens.issue(IDENTITY, SESSION, TENANT, null)).userId())
                .isNull();
    }

    /** Without it, every forged token below might be refused for a mistake of the forger. */
    @Test
    void forgerWithTheRightSecretAndClaimsIsBelieved() {
        assertThat(tokens.verify(signed(HEADER, json(claims()), SECRET)).identityId())
                .isEqualTo(IDENTITY);
    }

    @Test
    void tokenOfAnOlderKeyIsAccepted() {
        String header = HEADER.replace("a1b2c3d4e5f60718", "00aa00aa00aa00aa");

        assertThat(tokens.verify(signed(header, json(claims()), OLDER_SECRET)).sessionId())
                .isEqualTo(SESSION);
    }

    @Test
    void tokenExpiresAfterTenMinutesAndFiveSecondsOfGrace() {
        String token = tokens.issue(IDENTITY, SESSION, TENANT, USER);

        clock.set("2026-03-01T09:10:04.9Z");
        assertThat(tokens.verify(token)).isNotNull();

        clock.set("2026-03-01T09:10:05Z");
        assertRefused(401, "token-expired", null, () -> tokens.verify(token));
    }

    @Test
    void tokenFromTheFutureIsRefusedBeyondFiveSeconds() {
        String token = tokens.issue(IDENTITY, SESSION, TENANT, USER);

        clock.advance(Duration.ofSeconds(-5));
        assertThat(tokens.verify(token)).isNotNull();

        clock.advance(Duration.ofSeconds(-1));
        assertInvalid(token);
    }

    @Test
    void refusalNamesTheSchemeAndTheError() {
        assertThat(assertRefused(401, "token-invalid", null, () -> tokens.verify("nonsense"))
                        .headers())
                .hasEntrySatisfying(
                        "WWW-Authenticate",
                        challenge -> assertThat(challenge).startsWith("Bearer ").contains("error=\"invalid_token\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void otherHeaderIsRefusedEvenIfSignedWithTheRightSecret(String name, String header) {
        assertInvalid(signed(header, json(claims()), SECRET));
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("alg none", HEADER.replace("HS256", "none")),
                Arguments.of("alg None", HEADER.replace("HS256", "None")),
                Arguments.of("alg empty", HEADER.replace("HS256", "")),
                Arguments.of("alg null", HEADER.replace("\"HS256\"", "null")),
                Arguments.of("alg number", HEADER.replace("\"HS256\"", "256")),
                Arguments.of("alg array", HEADER.replace("\"HS256\"", "[\"HS256\"]")),
                Arguments.of("alg lower case", HEADER.replace("HS256", "hs256")),
                Arguments.of("alg HS384", HEADER.replace("HS256", "HS384")),
                Arguments.of("alg HS512", HEADER.replace("HS256", "HS512")),
                Arguments.of("alg RS256", HEADER.replace("HS256", "RS256")),
                Arguments.of("alg ES256", HEADER.replace("HS256", "ES256")),
                Arguments.of("alg EdDSA", HEADER.replace("HS256", "EdDSA")),
                Arguments.of("alg missing", HEADER.replace(",\"alg\":\"HS256\"", "")),
                Arguments.of("alg twice, the last right", HEADER.replace("\"alg\"", "\"alg\":\"none\",\"alg\"")),
                Arguments.of("alg twice, the first right", HEADER.replace("}", ",\"alg\":\"none\"}")),
                Arguments.of("typ JWT", HEADER.replace("at+jwt", "JWT")),
                Arguments.of("typ missing", HEADER.replace("\"typ\":\"at+jwt\",", "")),
                Arguments.of("typ with prefix", HEADER.replace("at+jwt", "application/at+jwt")),
                Arguments.of("kid unknown", HEADER.replace("a1b2c3d4e5f60718", "ffffffffffffffff")),
                Arguments.of("kid of the other key", HEADER.replace("a1b2c3d4e5f60718", "00aa00aa00aa00aa")),
                Arguments.of("kid missing", HEADER.replace("\"kid\":\"a1b2c3d4e5f60718\",", "")),
                Arguments.of("kid empty", HEADER.replace("a1b2c3d4e5f60718", "")),
                Arguments.of("kid null", HEADER.replace("\"a1b2c3d4e5f60718\"", "null")),
                Arguments.of("kid number", HEADER.replace("\"a1b2c3d4e5f60718\"", "1")),
                Arguments.of("kid path", HEADER.replace("a1b2c3d4e5f60718", "../../../../dev/null")),
                Arguments.of("kid SQL", HEADER.replace("a1b2c3d4e5f60718", "' OR '1'='1")),
                Arguments.of("kid NUL", HEADER.replace("a1b2c3d4e5f60718", "a1b2c3d4e5f60718\\u0000")),
                Arguments.of("kid upper case", HEADER.replace("a1b2c3d4e5f60718", "A1B2C3D4E5F60718")),
                Arguments.of("crit unknown", HEADER.replace("}", ",\"crit\":[\"x\"],\"x\":1}")),
                Arguments.of("crit empty", HEADER.replace("}", ",\"crit\":[]}")),
                Arguments.of("crit exp", HEADER.replace("}", ",\"crit\":[\"exp\"],\"exp\":1}")),
                Arguments.of("b64 false", HEADER.replace("}", ",\"b64\":false}")),
                Arguments.of("b64 false and critical", HEADER.replace("}", ",\"b64\":false,\"crit\":[\"b64\"]}")),
                Arguments.of("b64 true", HEADER.replace("}", ",\"b64\":true}")),
                Arguments.of("jku", HEADER.replace("}", ",\"jku\":\"https://example.org/keys\"}")),
                Arguments.of("x5u", HEADER.replace("}", ",\"x5u\":\"https://example.org/cert\"}")),
                Arguments.of(
                        "jwk",
                        HEADER.replace("}", ",\"jwk\":{\"kty\":\"oct\",\"k\":\"" + base64(FOREIGN_SECRET) + "\"}}")),
                Arguments.of("cty", HEADER.replace("}", ",\"cty\":\"JWT\"}")),
                Arguments.of("zip", HEADER.replace("}", ",\"zip\":\"DEF\"}")),
                Arguments.of("unknown member", HEADER.replace("}", ",\"x\":1}")),
                Arguments.of("other order", "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"a1b2c3d4e5f60718\"}"),
                Arguments.of("spaces", HEADER.replace(":", ": ")),
                Arguments.of("byte order mark", "\uFEFF" + HEADER),
                Arguments.of("array", "[" + HEADER + "]"),
                Arguments.of("string", "\"HS256\""),
                Arguments.of("empty object", "{}"),
                Arguments.of("null", "null"),
                Arguments.of("no JSON", "HS256"),
                Arguments.of("unfinished", HEADER.substring(0, HEADER.length() - 1)),
                Arguments.of("more behind", HEADER + "{}"),
                Arguments.of("deep", "[".repeat(1500) + "]".repeat(1500)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payloads")
    void otherClaimsAreRefusedEvenIfSignedWithTheRightSecret(String name, String payload) {
        assertInvalid(signed(HEADER, payload, SECRET));
    }

    static Stream<Arguments> payloads() {
        List<Arguments> payloads = new ArrayList<>();
        for (String claim : List.of("iss", "aud", "sub", "sid", "iat", "exp")) {
            payloads.add(Arguments.of(claim + " missing", json(without(claim))));
            payloads.add(Arguments.of(claim + " null", json(with(claim, null))));
            payloads.add(Arguments.of(claim + " true", json(with(claim, true))));
            payloads.add(Arguments.of(claim + " array", json(with(claim, List.of(claims().get(claim))))));
            payloads.add(Arguments.of(claim + " object", json(with(claim, Map.of("value", claims().get(claim))))));
            payloads.add(Arguments.of(claim + " empty", json(with(claim, ""))));
        }
        for (String claim : List.of("tid", "uid")) {
            payloads.add(Arguments.of(claim + " null", json(with(claim, null))));
            payloads.add(Arguments.of(claim + " number", json(with(claim, 1))));
            payloads.add(Arguments.of(claim + " empty", json(with(claim, ""))));
        }
        for (String claim : List.of("sub", "sid", "tid", "uid")) {
            payloads.add(Arguments.of(claim + " no UUID", json(with(claim, "not-an-id-but-thirty-six-characters-"))));
            payloads.add(Arguments.of(claim + " SQL", json(with(claim, "' OR 1=1 --"))));
            payloads.add(Arguments.of(claim + " short UUID", json(with(claim, "1-1-1-1-1"))));
        }
        long start = MutableClock.at("2026-03-01T09:00:00Z").instant().getEpochSecond();
        for (String claim : List.of("iat", "exp")) {
            payloads.add(Arguments.of(claim + " string", json(with(claim, Long.toString(start + 60)))));
            payloads.add(Arguments.of(claim + " fraction", json(with(claim, start + 60.5))));
            payloads.add(Arguments.of(claim + " exponent", raw(claim, "1.8e9")));
            payloads.add(Arguments.of(claim + " negative", json(with(claim, -1L))));
            payloads.add(Arguments.of(claim + " zero", json(with(claim, 0L))));
            payloads.add(Arguments.of(claim + " beyond the calendar", json(with(claim, 253_402_300_800L))));
            payloads.add(Arguments.of(claim + " greatest long", json(with(claim, Long.MAX_VALUE))));
            payloads.add(Arguments.of(claim + " beyond a long", raw(claim, "9".repeat(40))));
            payloads.add(Arguments.of(claim + " beyond a double", raw(claim, "1e400")));
            payloads.add(Arguments.of(claim + " NaN", raw(claim, "NaN")));
        }
        payloads.add(Arguments.of("iss of somebody else", json(with("iss", "https://example.org"))));
        payloads.add(Arguments.of("iss in upper case", json(with("iss", "STOA"))));
        payloads.add(Arguments.of("aud of something else", json(with("aud", "stoa"))));
        payloads.add(Arguments.of("aud list with ours", json(with("aud", List.of("stoa-api", "other")))));
        payloads.add(Arguments.of("user without tenant", json(without("tid"))));
        payloads.add(Arguments.of("valid for longer than ours are", json(with("exp", start + 601))));
        payloads.add(Arguments.of("expires before it begins", json(with("exp", start - 1))));
        payloads.add(Arguments.of("issued in the future", json(with("iat", start + 7))));
        payloads.add(Arguments.of("array", "[" + json(claims()) + "]"));
        payloads.add(Arguments.of("string", "\"admin\""));
        payloads.add(Arguments.of("null", "null"));
        payloads.add(Arguments.of("number", "1"));
        payloads.add(Arguments.of("no JSON", "sub=" + IDENTITY));
        payloads.add(Arguments.of("unfinished", json(claims()).substring(0, 40)));
        payloads.add(Arguments.of("more behind", json(claims()) + json(claims())));
        payloads.add(Arguments.of("deep", "[".repeat(1200) + "]".repeat(1200)));
        return payloads.stream();
    }

    @Test
    void duplicateClaimsAreRefused() {
        String twice = json(claims()).replace("\"sub\":", "\"sub\":\"" + Ids.next() + "\",\"sub\":");

        assertInvalid(signed(HEADER, twice, SECRET));
    }

    @Test
    void secretOfSomebodyElseIsRefused() {
        assertInvalid(signed(HEADER, json(claims()), FOREIGN_SECRET));
        assertInvalid(signed(HEADER, json(claims()), new byte[] {0}));
        assertInvalid(signed(HEADER, json(claims()), OLDER_SECRET));
        assertInvalid(signed(HEADER, json(claims()), "a1b2c3d4e5f60718".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void asymmetricSignaturesAreRefused() throws GeneralSecurityException, JOSEException {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        KeyPairGenerator ecGenerator = KeyPairGenerator.getInstance("EC");
        ecGenerator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair ec = ecGenerator.generateKeyPair();

        assertInvalid(signedBy(JWSAlgorithm.RS256, new RSASSASigner(rsa.getPrivate())));
        assertInvalid(signedBy(JWSAlgorithm.PS256, new RSASSASigner(rsa.getPrivate())));
        assertInvalid(signedBy(JWSAlgorithm.ES256, new ECDSASigner((ECPrivateKey) ec.getPrivate())));
        // the public key as the secret of an HMAC, which works where the header decides how to verify
        assertInvalid(signed(HEADER, json(claims()), rsa.getPublic().getEncoded()));
        assertInvalid(signed(HEADER, json(claims()), ec.getPublic().getEncoded()));
    }

    @Test
    void changedContentIsRefused() {
        String token = tokens.issue(IDENTITY, SESSION, TENANT, USER);
        String[] parts = token.split("\\.");
        String other = base64(json(with("sub", Ids.next().toString())));

        assertInvalid(parts[0] + "." + other + "." + parts[2]);
        for (int i = 0; i < token.length(); i++) {
            char replaced = token.charAt(i) == 'A' ? 'B' : 'A';
            assertInvalid(token.substring(0, i) + replaced + token.substring(i + 1));
        }
    }

    @Test
    void signatureHasOneSpelling() {
        String token = tokens.issue(IDENTITY, SESSION, TENANT, USER);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char last = token.charAt(token.length() - 1);

        alphabet.chars()
                .filter(other -> other != last)
                .forEach(other -> assertInvalid(token.substring(0, token.length() - 1) + (char) other));
    }

    @Test
    void signatureOfAnotherLengthIsRefused() {
        String token = tokens.issue(IDENTITY, SESSION, TENANT, USER);
        int signature = token.lastIndexOf('.') + 1;

        for (int length = 0; length < 43; length++) {
            assertInvalid(token.substring(0, signature + length));
        }
        assertInvalid(token + "A");
        assertInvalid(token + "AA");
        assertInvalid(token + token.substring(signature));
        assertInvalid(token + "=");
        assertInvalid(token + "==");
    }

    @Test
    void anotherShapeIsRefused() {
        String token = tokens.issue(IDENTITY, SESSION, TENANT, USER);
        String[] parts = token.split("\\.");

        assertInvalid(parts[0] + "." + parts[1]);
        assertInvalid(parts[0] + "." + parts[1] + ".");
        assertInvalid(parts[0] + ".." + parts[2]);
        assertInvalid("." + parts[1] + "." + parts[2]);
        assertInvalid(token + ".");
        assertInvalid("." + token);
        assertInvalid(token + "." + parts[2]);
        assertInvalid(token.replace('.', ','));
        assertInvalid("{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2]
                + "\"}");
    }

    @Test
    void charactersOutsideTheAlphabetAreRefused() {
        String token = tokens.issue(IDENTITY, SESSION, TENANT, USER);
        int inPayload = token.indexOf('.') + 5;
        for (String between :
                List.of(" ", "\n", "\t", "\r\n", "=", "+", "/", "%41", "\u0000", "é", "\u200B", "Ａ", "\uD83D\uDE00")) {
            assertInvalid(between + token);
            assertInvalid(token + between);
            assertInvalid(token.substring(0, inPayload) + between + token.substring(inPayload));
        }
    }

    @Test
    void encryptedTokenIsRefused() throws JOSEException {
        JWEObject encrypted = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                        .keyID("a1b2c3d4e5f60718")
                        .build(),
                new Payload(json(claims())));
        encrypted.encrypt(new DirectEncrypter(SECRET));

        assertInvalid(encrypted.serialize());
    }

    @Test
    void tokenWithinATokenIsRefused() {
        assertInvalid(signed(HEADER, tokens.issue(IDENTITY, SESSION, TENANT, USER), SECRET));
    }

    @Test
    void longTokenIsRefusedThoughItIsSignedRightly() {
        String fits = signed(HEADER, json(with("x", "a".repeat(2_600))), SECRET);
        String tooLong = signed(HEADER, json(with("x", "a".repeat(2_900))), SECRET);

        assertThat(fits).hasSizeLessThanOrEqualTo(AccessTokens.MAX_LENGTH);
        assertThat(tokens.verify(fits)).isNotNull();
        assertThat(tooLong).hasSizeGreaterThan(AccessTokens.MAX_LENGTH);
        assertInvalid(tooLong);
        assertInvalid("a".repeat(10_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "...", "null", "undefined", "Bearer", "a.b.c", "{}", "\u0000"})
    void textThatIsNoTokenIsRefused(String text) {
        assertInvalid(text);
    }

    private void assertInvalid(String token) {
        assertRefused(401, "token-invalid", null, () -> tokens.verify(token));
    }

    private String signedBy(JWSAlgorithm algorithm, com.nimbusds.jose.JWSSigner signer) throws JOSEException {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(algorithm)
                        .type(new com.nimbusds.jose.JOSEObjectType("at+jwt"))
                        .keyID("a1b2c3d4e5f60718")
                        .build(),
                new Payload(json(claims())));
        token.sign(signer);
        return token.serialize();
    }

    private static Map<String, Object> claims() {
        long start = MutableClock.at("2026-03-01T09:00:00Z").instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "stoa");
        claims.put("aud", "stoa-api");
        claims.put("sub", IDENTITY.toString());
        claims.put("sid", SESSION.toString());
        claims.put("tid", TENANT.toString());
        claims.put("uid", USER.toString());
        claims.put("iat", start);
        claims.put("exp", start + 600);
        return claims;
    }

    private static Map<String, Object> with(String claim, Object value) {
        Map<String, Object> claims = claims();
        claims.put(claim, value);
        return claims;
    }

    private static Map<String, Object> without(String claim) {
        Map<String, Object> claims = claims();
        claims.remove(claim);
        return claims;
    }

    private static String raw(String claim, String value) {
        return json(with(claim, "@")).replace("\"@\"", value);
    }

    private static String json(Map<String, Object> claims) {
        return com.nimbusds.jose.util.JSONObjectUtils.toJSONString(claims);
    }

    private static String signed(String header, String payload, byte[] secret) {
        String content = base64(header) + "." + base64(payload);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(int count, int value) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
