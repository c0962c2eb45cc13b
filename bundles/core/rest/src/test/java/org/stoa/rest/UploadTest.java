package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.ADMIN;
import static org.stoa.rest.RestFixture.AUTH;
import static org.stoa.rest.RestFixture.READER;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.rest.Upload;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.rest.Http.Answer;

/** Operations that take a file. */
class UploadTest {

    private static final int LIMIT = 3_000_000;
    private static final String FILES = "/api/v1/files";
    private static final String BOUNDARY = "xYz";
    private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=" + BOUNDARY;
    private static final FileResource RESOURCE = new FileResource();

    private static RestFixture fixture;
    private static Http http;

    @BeforeAll
    static void start() throws Exception {
        fixture = new RestFixture(RestFixture.settings().withUploadLimit(LIMIT), true);
        http = fixture.http;
        fixture.application.publishCore("org.stoa.files", UploadTest.class.getClassLoader(), List.of(RESOURCE));
        fixture.settle();
    }

    @AfterAll
    static void stop() throws Exception {
        java.nio.file.Path directory = RESOURCE.received.peek().getParent();
        fixture.close();
        assertThat(directory).doesNotExist();
    }

    /** An answer is on its way before the file is deleted. */
    @AfterEach
    void nothingIsLeft() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (RESOURCE.received.peek() != null
                && !isEmpty(RESOURCE.received.peek().getParent())) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static boolean isEmpty(java.nio.file.Path directory) throws IOException {
        try (Stream<java.nio.file.Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"0,direct", "5,direct", "2500000,direct", "3000000,direct", "5,full", "2500000,full"})
    void fileAndFieldsArrive(int size, String way) throws Exception {
        byte[] content = bytes(size);

        Answer answer = send(
                FILES + "/" + way, body(file("file", "ä b.kar", content), field("note", "größer"), field("plan", "")));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode seen = answer.json();
        assertThat(seen.path("fileName").asText()).isEqualTo("ä b.kar");
        assertThat(seen.path("size").asLong()).isEqualTo(size);
        assertThat(seen.path("hash").asInt()).isEqualTo(java.util.Arrays.hashCode(content));
        assertThat(seen.path("fields").asText()).isEqualTo("{note=größer, plan=}");
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd,passwd",
        "C:\\\\\\\\Users\\\\\\\\me\\\\\\\\x.kar,x.kar",
        "..,file",
        "'',file",
        "/,file"
    })
    void fileNameHasNoDirectories(String submitted, String name) throws Exception {
        Answer answer = send(FILES + "/direct", body(file("f", submitted, bytes(3))));

        assertThat(answer.json().path("fileName").asText()).as(answer.text()).isEqualTo(name);
    }

    @Test
    void exactlyOneFileIsTaken() throws Exception {
        Answer none = send(FILES + "/direct", body(field("file", "no file")));
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.json().at("/errors/0/field").asText()).isEqualTo("file");

        Answer two = send(FILES + "/direct", body(file("a", "a", bytes(9)), file("b", "b", bytes(2_000_000))));
        assertThat(two.status()).isEqualTo(400);
        assertThat(two.code()).isEqualTo("invalid-request");
        assertThat(two.json().at("/errors/0/field").asText()).isEqualTo("file");
    }

    @Test
    void fieldsAreFewAndShortAndComeOnce() throws Exception {
        Answer twice = send(FILES + "/direct", body(file("a", "a", bytes(9)), field("x", "1"), field("x", "2")));
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.json().at("/errors/0/field").asText()).isEqualTo("x");

        byte[][] many = new byte[22][];
        many[0] = file("a", "a", bytes(9));
        for (int i = 1; i < many.length; i++) {
            many[i] = field("x" + i, "1");
        }
        assertThat(send(FILES + "/direct", body(many)).status()).isEqualTo(400);

        Answer huge = send(FILES + "/direct", body(file("a", "a", bytes(9)), field("x", "y".repeat(200_000))));
        assertThat(huge.status()).isEqualTo(400);
        assertThat(huge.json().at("/errors/0/field").asText()).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT + 1, LIMIT + 100_000, 2 * LIMIT})
    void fileThatIsTooLargeIsRefused(int size) throws Exception {
        byte[] body = body(file("file", "a", bytes(size)));

        Answer announced = send(FILES + "/direct", body);
        assertThat(announced.status()).isEqualTo(413);
        assertThat(announced.code()).isEqualTo("body-too-large");
        assertThat(announced.text()).contains("at most " + LIMIT + " bytes");
        Answer chunked = chunked(FILES + "/direct", body);
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.code()).isEqualTo("body-too-large");
    }

    @Test
    void fileInChunksArrives() throws Exception {
        Answer answer = chunked(FILES + "/direct", body(file("file", "a", bytes(2_000_000))));

        assertThat(answer.json().path("size").asLong()).as(answer.text()).isEqualTo(2_000_000);
    }

    @Test
    void brokenBodiesAreRefused() throws Exception {
        byte[] whole = body(file("file", "a", bytes(50)));
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 8);
        List<Answer> answers = List.of(
                send(FILES + "/direct", cut),
                send(FILES + "/direct", new byte[0]),
                send(FILES + "/direct", "nothing of the kind".getBytes(StandardCharsets.UTF_8)),
                http.send("POST", FILES + "/direct", whole, ADMIN, "Content-Type: multipart/form-data"),
                http.send("POST", FILES + "/direct", whole, ADMIN, MULTIPART + "other"));
        for (Answer answer : answers) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("malformed-multipart");
        }
    }

    @Test
    void bodyThatBreaksOffLeavesNothing() throws Exception {
        byte[] body = body(file("file", "a", bytes(2_000_000)));
        String head = "POST " + FILES + "/direct HTTP/1.1\r\nHost: localhost\r\n" + ADMIN + "\r\n" + MULTIPART
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", fixture.server.port())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body, 0, body.length / 2);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).isNotNull();
        }
    }

    @Test
    void otherTypesAreRefused() throws Exception {
        Answer answer = http.post(FILES + "/direct", "{}", ADMIN);
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text()).contains("multipart/form-data");
        Answer elsewhere = http.send("POST", "/api/v1/things", body(file("file", "a", bytes(50))), ADMIN, MULTIPART);
        assertThat(elsewhere.status()).isEqualTo(415);
        Answer large = http.send("POST", "/api/v1/things", body(file("file", "a", bytes(2_000_000))), ADMIN, MULTIPART);
        assertThat(large.status()).isEqualTo(413);
    }

    @Test
    void nothingIsReadOfWhoMayNot() throws Exception {
        byte[] body = body(file("file", "a", bytes(50)));
        int before = RESOURCE.received.size();

        assertThat(http.send("POST", FILES + "/direct", body, MULTIPART).status())
                .isEqualTo(401);
        assertThat(http.send("POST", FILES + "/direct", body, MULTIPART, READER).status())
                .isEqualTo(403);
        assertThat(http.send("POST", FILES + "/direct?x=1", body, MULTIPART, ADMIN)
                        .status())
                .isEqualTo(400);
        assertThat(RESOURCE.received).hasSize(before);
    }

    @Test
    void requestsCountAgainstTheAllowance() throws Exception {
        try (RestFixture limited = new RestFixture(RestFixture.settings().withRates(0, 1, 0), true)) {
            limited.application.publishCore(
                    "org.stoa.files", UploadTest.class.getClassLoader(), List.of(new FileResource()));
            limited.settle();
            byte[] body = body(file("file", "a", bytes(50)));
            Answer first = limited.http.send("POST", FILES + "/direct", body, MULTIPART, ADMIN);
            Answer second = limited.http.send("POST", FILES + "/direct", body, MULTIPART, ADMIN);

            assertThat(first.status()).isEqualTo(200);
            assertThat(second.status()).isEqualTo(429);
        }
    }

    @Test
    void sameFileIsTheSameRequestWhateverSeparatesItsParts() throws Exception {
        byte[] content = bytes(100);
        String key = "Idempotency-Key: k1";
        String one = idempotent(body(file("file", "a", content), field("x", "1")), MULTIPART, key);
        String again = new String(body(file("file", "a", content), field("x", "1")), StandardCharsets.ISO_8859_1)
                .replace(BOUNDARY, "other");
        String same =
                idempotent(again.getBytes(StandardCharsets.ISO_8859_1), MULTIPART.replace(BOUNDARY, "other"), key);
        String different = idempotent(body(file("file", "a", content), field("x", "2")), MULTIPART, key);

        assertThat(one).startsWith("k1 ").isEqualTo(same).isNotEqualTo(different);
    }

    @Test
    void descriptionSaysMultipart() throws Exception {
        JsonNode operation = http.get("/api/openapi.json").json().at("/paths/~1api~1v1~1files~1direct/post");

        JsonNode content = operation.at("/requestBody/content");
        assertThat(content.fieldNames()).toIterable().containsExactly("multipart/form-data");
        assertThat(content.at("/multipart~1form-data/schema/properties/file/format")
                        .asText())
                .isEqualTo("binary");
        assertThat(operation.path("responses").has("413")).isTrue();
    }

    private static String idempotent(byte[] body, String... headers) throws IOException {
        String[] all = Stream.concat(Stream.of(ADMIN), Stream.of(headers)).toArray(String[]::new);
        return http.send("POST", FILES + "/direct", body, all)
                .json()
                .path("key")
                .asText();
    }

    private static Answer send(String path, byte[] body) throws IOException {
        return http.send("POST", path, body, AUTH + Platform.ACME_ADMIN, MULTIPART);
    }

    private static Answer chunked(String path, byte[] body) throws IOException {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int from = 0; from < body.length; from += 50_000) {
            int length = Math.min(50_000, body.length - from);
            chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(body, from, length);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + ADMIN + "\r\n" + MULTIPART
                + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
        return http.raw(head, chunks.toByteArray(), false);
    }

    private static byte[] body(byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(("--" + BOUNDARY + "\r\n").getBytes(StandardCharsets.UTF_8));
            body.writeBytes(part);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static byte[] field(String name, String value) {
        return ("Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] file(String name, String fileName, byte[] content) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.writeBytes(("Content-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        part.writeBytes(content);
        return part.toByteArray();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new java.util.Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Takes files. */
    @Path("files")
    public static final class FileResource {
        final ConcurrentLinkedQueue<java.nio.file.Path> received = new ConcurrentLinkedQueue<>();

        /** What arrived. */
        public record Seen(String fileName, long size, int hash, String fields, String key) {}

        @POST
        @Path("direct")
        @RequiresPermission("tenant.thing.admin")
        public Seen direct(Upload upload, @Context CallContext context) throws IOException {
            received.add(upload.file());
            Map<String, String> fields = new TreeMap<>(upload.fields());
            String key = context.idempotencyKey() == null
                    ? null
                    : context.idempotencyKey().key() + " "
                            + context.idempotencyKey().fingerprint();
            return new Seen(
                    upload.fileName(),
                    upload.size(),
                    java.util.Arrays.hashCode(Files.readAllBytes(upload.file())),
                    fields.toString(),
                    key);
        }

        @POST
        @Path("full")
        @RequiresPermission("tenant.thing.admin")
        public Seen full(Upload upload, @Context CallContext context, @CookieParam("c") String cookie)
                throws IOException {
            return direct(upload, context);
        }
    }
}
