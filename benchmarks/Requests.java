import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** The measured operations, as they are described in docs/performance.md, for some tenants. */
final class Requests {

    private static final String[] WORDS = {
        "paris", "milan", "london", "berlin", "vienna", "runway", "fashion", "street", "yoga", "piano", "stunt",
        "denim", "campaign", "studio", "surf", "autumn", "calm", "precise", "comedy", "launch"
    };
    private static final String PROFILE =
            """
            {"accountId": "%s", "subtype": "fitness", "name": "%s", "slug": "%s", "status": "active",
             "structuredData": {"profile_type": "model", "height": 178, "bust": 88, "waist": 62, "hips": 92,
              "shoe_size": 40, "hair_color": "brown", "eye_color": "green", "city": "Paris", "country": "DE",
              "languages": ["en", "de", "fr"], "skills": ["yoga", "surf", "piano"], "rate": 350.5, "currency": "EUR",
              "experience_years": 6, "travel": true, "bio": "runway editorial campaign portrait street studio fashion",
              "social": {"instagram": "@bench", "website": "https://example.com/p"}}}""";
    private static final AtomicLong WRITTEN = new AtomicLong();

    private final List<Sample> samples;

    /**
     * A tenant that requests are made for.
     *
     * @param profiles ids of some of its profiles
     */
    record Sample(String token, String account, List<String> profiles) {}

    Requests(List<Sample> samples) {
        this.samples = List.copyOf(samples);
    }

    /** {@code GET /health/live}. */
    static LongFunction<byte[]> alive() {
        byte[] request = request("GET", "/health/live", null, null);
        return number -> request;
    }

    static LongFunction<byte[]> signIn(List<String> emails) {
        return number -> request(
                "POST",
                "/api/v1/auth/login",
                null,
                "{\"email\": \"%s\", \"password\": \"%s\"}"
                        .formatted(emails.get((int) (number % emails.size())), Loader.PASSWORD));
    }

    /** @param operation R1, R2, R3, W1, or M1 of all of them */
    LongFunction<byte[]> of(String operation) {
        return switch (operation) {
            case "R1" -> number -> get(number, "/" + any(sample(number).profiles()));
            case "R2" -> number -> get(number, "?status=active&subtype=fitness&limit=20");
            case "R3" -> number -> get(number, "?q=" + any(List.of(WORDS)) + "&hair_color=brown&limit=20");
            case "W1" -> this::write;
            case "M1" -> mixed();
            default -> throw new IllegalArgumentException("R1, R2, R3, W1 or M1, not " + operation);
        };
    }

    private LongFunction<byte[]> mixed() {
        List<LongFunction<byte[]>> operations = List.of(of("R1"), of("R2"), of("R3"), of("W1"));
        return number -> {
            int percent = ThreadLocalRandom.current().nextInt(100);
            return operations.get(percent < 80 ? 0 : percent < 90 ? 1 : percent < 95 ? 2 : 3).apply(number);
        };
    }

    /** The body of {@code POST /api/v1/profiles}. */
    static String profile(String account, String name) {
        return PROFILE.formatted(account, name, name);
    }

    private byte[] get(long number, String rest) {
        return request("GET", "/api/v1/profiles" + rest, client(number), null);
    }

    private byte[] write(long number) {
        Sample sample = sample(number);
        String name = "bench-" + ProcessHandle.current().pid() + "-" + WRITTEN.incrementAndGet();
        return request("POST", "/api/v1/profiles", client(number), profile(sample.account(), name));
    }

    /** Who calls, from one of many addresses; they count where the platform takes this machine for a proxy. */
    private String client(long number) {
        return "Authorization: Bearer " + sample(number).token() + "\r\nX-Forwarded-For: 10." + number / 250 % 4 + "."
                + number % 250 + "." + Math.floorMod(sample(number).account().hashCode(), 250) + "\r\n";
    }

    private Sample sample(long number) {
        return samples.get((int) (number % samples.size()));
    }

    private static String any(List<String> values) {
        return values.get(ThreadLocalRandom.current().nextInt(values.size()));
    }

    /** @param headers lines, or null */
    private static byte[] request(String method, String path, String headers, String body) {
        StringBuilder text = new StringBuilder(512)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        if (headers != null) {
            text.append(headers);
        }
        if (body != null) {
            text.append("Content-Type: application/json\r\nContent-Length: ").append(body.length()).append("\r\n");
        }
        text.append("\r\n");
        if (body != null) {
            text.append(body);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
