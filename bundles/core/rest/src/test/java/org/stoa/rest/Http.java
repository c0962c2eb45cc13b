package org.stoa.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sends requests byte by byte as a test says, so that nothing a library thinks of them gets in the way. */
final class Http {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;

    Http(RestServer server) {
        this.port = server.port();
    }

    /** An answer as it came. */
    record Answer(int status, List<String> headers, byte[] bytes) {
        String header(String name) {
            List<String> all = headers(name);
            return all.isEmpty() ? null : all.get(0);
        }

        List<String> headers(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(header -> header.substring(prefix.length()).strip())
                    .toList();
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(bytes);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + text(), e);
            }
        }

        /** Code of a problem document. */
        String code() {
            return json().path("code").asText();
        }
    }

    Answer get(String path, String... headers) throws IOException {
        return send("GET", path, null, headers);
    }

    Answer post(String path, String body, String... headers) throws IOException {
        return json("POST", path, body, headers);
    }

    Answer patch(String path, String body, String... headers) throws IOException {
        return json("PATCH", path, body, headers);
    }

    Answer json(String method, String path, String body, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        if (all.stream().noneMatch(header -> header.startsWith("Content-Type"))) {
            all.add("Content-Type: application/json");
        }
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
    }

    Answer send(String method, String path, byte[] body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        List<String> all = new ArrayList<>(List.of(headers));
        if (all.stream().noneMatch(header -> header.startsWith("Host:"))) {
            all.add("Host: 127.0.0.1:" + port);
        }
        if (body != null) {
            all.add("Content-Length: " + body.length);
        }
        all.add("Connection: close");
        all.forEach(header -> head.append(header).append("\r\n"));
        return raw(head + "\r\n", body, "HEAD".equals(method));
    }

    /** Sends exactly these bytes and reads one answer. */
    Answer raw(String head, byte[] body, boolean headOnly) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
                if (body != null) {
                    socket.getOutputStream().write(body);
                }
            } catch (IOException e) {
                // the server may refuse a request before it has all of it; its answer is what counts
                socket.setSoTimeout(PATIENCE_MILLIS);
            }
            return read(socket.getInputStream(), headOnly);
        }
    }

    /** A connection that is kept open for one request after the other. */
    final class Connection implements AutoCloseable {
        private final Socket socket = new Socket("127.0.0.1", port);

        Connection() throws IOException {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
        }

        Answer get(String path, String... headers) throws IOException {
            String head = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + String.join("\r\n", headers)
                    + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return read(socket.getInputStream(), false);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    Connection connect() throws IOException {
        return new Connection();
    }

    private static Answer read(InputStream stream, boolean headOnly) throws IOException {
        String statusLine = line(stream);
        int status = Integer.parseInt(statusLine.split(" ")[1]);
        List<String> headers = new ArrayList<>();
        for (String header = line(stream); !header.isEmpty(); header = line(stream)) {
            headers.add(header);
        }
        Answer head = new Answer(status, headers, new byte[0]);
        if (headOnly || status == 204 || status == 304) {
            return head;
        }
        String length = head.header("Content-Length");
        byte[] body;
        if (length != null) {
            body = stream.readNBytes(Integer.parseInt(length));
        } else if ("chunked".equals(head.header("Transfer-Encoding"))) {
            body = chunks(stream);
        } else {
            body = stream.readAllBytes();
        }
        return new Answer(status, headers, body);
    }

    private static byte[] chunks(InputStream stream) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(stream).split(";")[0].strip(), 16);
            body.write(stream.readNBytes(size));
            line(stream);
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private static String line(InputStream stream) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int b = stream.read();
            if (b < 0) {
                throw new EOFException("connection closed after '" + line.toString(StandardCharsets.ISO_8859_1) + "'");
            }
            if (b == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(b);
        }
    }
}
