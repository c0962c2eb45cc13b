package org.stoa.rest.call;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.Upload;
import org.stoa.rest.problem.Problems;
import org.stoa.rest.problem.RestProblem;

/** Receives files of clients. The servlet container reads the body and streams the file to a directory of ours. */
public final class Uploads implements AutoCloseable {

    /** What a body with a file begins its Content-Type with. */
    public static final String MEDIA_TYPE = "multipart/form-data";

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    /** Where Jetty looks for the limits, for servlets and for single requests. */
    private static final String CONFIGURATION = "org.eclipse.jetty.multipartConfig";

    private static final int MOST_FIELDS = 20;
    private static final int LONGEST_FIELD = 64 * 1024;
    /** Fields and the headers of parts, besides the file. */
    private static final int SURROUNDINGS = 256 * 1024;

    private static final int LONGEST_NAME = 255;

    private final int limit;
    private Path directory;

    /** @param limit largest file, in bytes */
    public Uploads(int limit) {
        this.limit = limit;
    }

    /** Largest body of a request, in bytes. */
    long bodyLimit() {
        return (long) limit + SURROUNDINGS;
    }

    /** @throws ProblemException 413 {@code body-too-large} when the client says that its body is too long */
    void requireAnnounced(HttpServletRequest request) {
        if (request.getContentLengthLong() > bodyLimit()) {
            throw tooLarge();
        }
    }

    private ProblemException tooLarge() {
        return ProblemException.of(CommonProblem.BODY_TOO_LARGE, limit).withHeader("Connection", "close");
    }

    static boolean isUpload(String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, MEDIA_TYPE, 0, MEDIA_TYPE.length());
    }

    /**
     * Receives the file of an admitted call; {@link #discard} deletes it.
     *
     * @throws ProblemException 400 {@code malformed-multipart} or {@code invalid-request}, 413 {@code body-too-large}, 415
     *     {@code unsupported-media-type}; 408 {@code body-incomplete} when it does not come in time
     */
    public Upload receive(HttpServletRequest request) {
        if (!isUpload(request.getContentType())) {
            throw ProblemException.of(CommonProblem.UNSUPPORTED_MEDIA_TYPE, MEDIA_TYPE);
        }
        Path place = place();
        request.setAttribute(
                CONFIGURATION, new MultipartConfigElement(place.toString(), limit, bodyLimit(), LONGEST_FIELD));
        Collection<Part> parts = parts(request);
        try {
            return upload(parts, place.resolve(Ids.next().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Collection<Part> parts(HttpServletRequest request) {
        try {
            return request.getParts();
        } catch (IOException | ServletException | RuntimeException e) {
            LOG.debug("An upload was not received: {}", e.toString());
            if (isOverLimit(e)) {
                throw tooLarge();
            }
            throw Problems.find(e, TimeoutException.class) != null
                    ? ProblemException.of(RestProblem.BODY_INCOMPLETE).withHeader("Connection", "close")
                    : ProblemException.of(RestProblem.MALFORMED_MULTIPART);
        }
    }

    /** Jetty has no type of its own for this. */
    private static boolean isOverLimit(Throwable failure) {
        IllegalStateException limit = Problems.find(failure, IllegalStateException.class);
        String message = limit == null ? null : limit.getMessage();
        return message != null && message.startsWith("max ") && message.contains("exceeded");
    }

    private static Upload upload(Collection<Part> parts, Path target) throws IOException {
        List<Part> files = parts.stream()
                .filter(part -> part.getSubmittedFileName() != null)
                .toList();
        if (files.size() != 1) {
            throw ProblemException.invalid(
                    "file",
                    files.isEmpty() ? "must be sent as a part with a file name" : "must be one file, not several");
        }
        if (parts.size() - 1 > MOST_FIELDS) {
            throw ProblemException.invalid("fields", "must not be more than " + MOST_FIELDS);
        }
        Map<String, String> fields = new HashMap<>();
        for (Part part : parts) {
            if (part.getSubmittedFileName() == null && part.getSize() > LONGEST_FIELD) {
                throw ProblemException.invalid(part.getName(), "must have at most " + LONGEST_FIELD + " bytes");
            }
            if (part.getSubmittedFileName() == null && fields.put(part.getName(), text(part)) != null) {
                throw ProblemException.invalid(part.getName(), "must be given once");
            }
        }
        Part file = files.get(0);
        file.write(target.toString());
        return new Upload(fileName(file.getSubmittedFileName()), target, Files.size(target), fields);
    }

    private static String text(Part part) throws IOException {
        try (InputStream stream = part.getInputStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Some clients send whole paths, in their own notation. */
    static String fileName(String submitted) {
        int slash = Math.max(submitted.lastIndexOf('/'), submitted.lastIndexOf('\\'));
        String name =
                submitted.substring(slash + 1).replaceAll("\\p{Cntrl}", "").strip();
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return "file";
        }
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /** What tells one upload from another: file and fields, whatever the client separated them by. */
    public static byte[] fingerprint(Upload upload) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String fields = upload.fileName() + '\n' + new TreeMap<>(upload.fields()) + '\n';
            digest.update(fields.getBytes(StandardCharsets.UTF_8));
            try (InputStream stream = new DigestInputStream(Files.newInputStream(upload.file()), digest)) {
                stream.transferTo(OutputStream.nullOutputStream());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Deletes a file that was received; the operation may have moved it away. */
    public static void discard(Upload upload) {
        try {
            Files.deleteIfExists(upload.file());
        } catch (IOException e) {
            LOG.warn("The received file {} cannot be deleted", upload.file(), e);
        }
    }

    private synchronized Path place() {
        try {
            if (directory == null || !Files.isDirectory(directory)) {
                directory = Files.createTempDirectory("stoa-uploads-");
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what is left, such as files of requests that were cut off. */
    @Override
    public synchronized void close() {
        if (directory == null) {
            return;
        }
        try (Stream<Path> left = Files.list(directory)) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            LOG.debug("Received files are left in {}", directory, e);
        }
    }
}
