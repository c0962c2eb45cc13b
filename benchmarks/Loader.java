import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills a running platform with the data set of the comparison, through its API alone, and keeps the access tokens of
 * its users fresh. Run from source by {@code compare}:
 *
 * <pre>
 * java Loader.java load URL FOLDER TENANTS &lt; profiles     tenants, users, accounts, schemas, profiles
 * java Loader.java tokens URL FOLDER                      new access tokens, which live ten minutes
 * </pre>
 *
 * <p>A line of {@code profiles} is the number of a tenant (from 1), a tab, and the body of {@code POST /profiles}, in
 * which {@code @ACCOUNT@} stands for an account of the tenant. In the folder {@code tokens.tsv} has a line for each
 * tenant: id, access token, account, user; {@code ids.tsv} one for each profile: id, number of its tenant.
 */
final class Loader {

    static final String PASSWORD = "benchmarks-Run-on-loopback-7";
    private static final int CLIENTS = 16;
    private static final String[] SUBTYPES = {"fitness", "editorial", "commercial", "plus"};
    private static final String SCHEMA =
            """
            {"entityType": "profile", "entitySubtype": "%s", "label": {"en": "%s"},
             "statuses": ["draft", "active", "archived"],
             "requiredFields": ["height", "hair_color", "city", "languages", "rate"],
             "searchableFields": ["city", "bio"], "filterableFields": ["hair_color"],
             "baseSchema": {"type": "object", "additionalProperties": false, "properties": {
               "profile_type": {"type": "string", "enum": ["model", "photographer", "director", "actor"]},
               "height": {"type": "integer", "minimum": 100, "maximum": 250},
               "bust": {"type": "integer", "minimum": 50, "maximum": 200},
               "waist": {"type": "integer", "minimum": 40, "maximum": 200},
               "hips": {"type": "integer", "minimum": 50, "maximum": 200},
               "shoe_size": {"type": "integer", "minimum": 30, "maximum": 52},
               "hair_color": {"type": "string", "enum": ["brown", "blonde", "black", "red", "grey", "other"]},
               "eye_color": {"type": "string", "enum": ["blue", "green", "brown", "grey", "other"]},
               "city": {"type": "string", "minLength": 1, "maxLength": 80},
               "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
               "languages": {"type": "array", "minItems": 1, "maxItems": 10,
                 "items": {"type": "string", "pattern": "^[a-z]{2}$"}},
               "skills": {"type": "array", "maxItems": 20, "items": {"type": "string", "maxLength": 40}},
               "rate": {"type": "number", "minimum": 0},
               "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
               "experience_years": {"type": "integer", "minimum": 0, "maximum": 80},
               "travel": {"type": "boolean"},
               "bio": {"type": "string", "maxLength": 2000},
               "social": {"type": "object", "additionalProperties": false, "properties": {
                 "instagram": {"type": "string", "maxLength": 80},
                 "website": {"type": "string", "maxLength": 200}}}}}}
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String api;
    private final Path folder;

    Loader(String url, Path folder) {
        this.api = url + "/api/v1/";
        this.folder = folder;
    }

    /** @param refreshToken good for one use */
    record Member(String tenantId, String accessToken, String accountId, String refreshToken) {}

    public static void main(String[] arguments) throws Exception {
        Loader loader = new Loader(arguments[1], Path.of(arguments[2]));
        switch (arguments[0]) {
            case "load" -> loader.load(Integer.parseInt(arguments[3]));
            case "tokens" -> loader.refresh();
            default -> throw new IllegalArgumentException("load or tokens, not " + arguments[0]);
        }
    }

    private void load(int tenants) throws Exception {
        String operator = accessToken("admin@stoa.local");
        schemas(operator);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Member>> joining = new ArrayList<>();
            for (int number = 1; number <= tenants; number++) {
                int tenant = number;
                joining.add(clients.submit(() -> tenant(operator, tenant)));
            }
            List<Member> members = results(joining);
            write(members);
            System.out.println(members.size() + " tenants");
            profiles(members, clients);
        } finally {
            clients.shutdown();
        }
    }

    void schemas(String operator) throws Exception {
        for (String subtype : SUBTYPES) {
            String draft = send("POST", "platform/schemas", operator, SCHEMA.formatted(subtype, subtype), null);
            String etag = "\"" + number(draft, "version") + "\"";
            send("POST", "platform/schemas/" + member(draft, "id") + "/activate", operator, "", etag);
        }
    }

    Member tenant(String operator, int number) throws Exception {
        String email = "owner@tenant-" + number + ".example";
        String tenant = send(
                "POST",
                "platform/tenants",
                operator,
                """
                {"identifier": "tenant-%d", "name": "Tenant %d",
                 "administrator": {"email": "%s", "password": "%s", "displayName": "Owner"}}"""
                        .formatted(number, number, email, PASSWORD),
                null);
        String tokens = signIn(email);
        String token = member(tokens, "accessToken");
        String account = send(
                "POST",
                "tenants/tenant-" + number + "/accounts",
                token,
                "{\"identifier\": \"agency\", \"name\": \"Agency\", \"type\": \"AGENCY\"}",
                null);
        return new Member(member(tenant, "id"), token, member(account, "id"), member(tokens, "refreshToken"));
    }

    private void profiles(List<Member> members, ExecutorService clients) throws Exception {
        List<Future<String>> ids = new ArrayList<>();
        Semaphore ahead = new Semaphore(10 * CLIENTS);
        AtomicInteger done = new AtomicInteger();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int tab = line.indexOf('\t');
            int number = Integer.parseInt(line.substring(0, tab));
            Member member = members.get(number - 1);
            String body = line.substring(tab + 1).replace("@ACCOUNT@", member.accountId());
            ahead.acquire();
            ids.add(clients.submit(() -> {
                try {
                    return member(send("POST", "profiles", member.accessToken(), body, null), "id") + "\t" + number;
                } finally {
                    ahead.release();
                    if (done.incrementAndGet() % 10_000 == 0) {
                        System.out.println(done.get() + " profiles");
                    }
                }
            }));
        }
        Files.write(folder.resolve("ids.tsv"), results(ids));
    }

    private void refresh() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try {
            List<Future<Member>> renewed = new ArrayList<>();
            for (String line : Files.readAllLines(folder.resolve("members.tsv"))) {
                String[] parts = line.split("\t");
                renewed.add(clients.submit(() -> {
                    String tokens =
                            send("POST", "auth/refresh", null, "{\"refreshToken\": \"" + parts[3] + "\"}", null);
                    return new Member(parts[0], member(tokens, "accessToken"), parts[2], member(tokens, "refreshToken"));
                }));
            }
            write(results(renewed));
        } finally {
            clients.shutdown();
        }
    }

    private void write(List<Member> members) throws IOException {
        replace("members.tsv", members.stream()
                .map(each -> String.join(
                        "\t", each.tenantId(), each.accessToken(), each.accountId(), each.refreshToken()))
                .toList());
        replace("tokens.tsv", members.stream()
                .map(each -> String.join("\t", each.tenantId(), each.accessToken(), each.accountId(), "-"))
                .toList());
    }

    private void replace(String name, List<String> lines) throws IOException {
        Path written = Files.write(folder.resolve(name + ".part"), lines);
        Files.move(written, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    String accessToken(String email) throws Exception {
        return member(signIn(email), "accessToken");
    }

    private String signIn(String email) throws Exception {
        return send("POST", "auth/login", null, "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD), null);
    }

    String send(String method, String path, String token, String body, String ifMatch) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** The first member of that name: enough for the answers that are read here, and the JDK has no JSON. */
    static String member(String json, String name) {
        return first(json, Pattern.compile("\"" + name + "\":\\s*\"([^\"]*)\""));
    }

    private static String number(String json, String name) {
        return first(json, Pattern.compile("\"" + name + "\":\\s*([0-9]+)"));
    }

    private static String first(String json, Pattern pattern) {
        Matcher matcher = pattern.matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + json);
        }
        return matcher.group(1);
    }

    private static <T> List<T> results(List<Future<T>> futures) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        for (Future<T> each : futures) {
            results.add(each.get());
        }
        return results;
    }
}
