package org.stoa.api.rest;

import java.nio.file.Path;
import java.util.Map;

/**
 * The body of an operation that takes a file: {@code multipart/form-data} (RFC 7578) with exactly one part that has a
 * file name, and at most 20 fields of text. Declare a parameter of this type without annotation:
 *
 * <pre>{@code
 * @POST
 * @RequiresPermission("tenant.picture.write")
 * public Picture add(Upload upload, @Context CallContext context) { ... }
 * }</pre>
 *
 * @param fileName what the client calls the file, without directories and control characters; for people only
 * @param file where the content is; deleted when the operation has returned
 * @param size in bytes
 * @param fields the other parts by name
 */
public record Upload(String fileName, Path file, long size, Map<String, String> fields) {

    public Upload {
        fields = Map.copyOf(fields);
    }
}
