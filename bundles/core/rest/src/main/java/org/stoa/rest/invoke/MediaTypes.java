package org.stoa.rest.invoke;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.Upload;
import org.stoa.rest.call.Uploads;
import org.stoa.rest.publish.OperationModel;
import org.stoa.rest.publish.Parameter;

/** The media types that an operation takes and gives (RFC 9110, sections 12.5.1 and 8.3). */
public final class MediaTypes {

    static final String JSON = "application/json";
    private static final String PATCH = "application/merge-patch+json";
    private static final String ANY = "*/*";

    private final boolean takesBody;
    private final List<String> consumed;
    private final List<String> produced;

    public MediaTypes(OperationModel model) {
        Parameter entity = model.entity();
        this.takesBody = entity != null;
        this.consumed = model.consumes().isEmpty() ? defaultConsumed(entity) : model.consumes();
        this.produced = model.produces().isEmpty() ? List.of(JSON) : model.produces();
    }

    /** What the operation gives when the method does not say more. */
    String produced() {
        return produced.get(0);
    }

    /**
     * Refuses a body or an answer of another type.
     *
     * @throws ProblemException 415 {@code unsupported-media-type}, 406 {@code not-acceptable}
     */
    void require(HttpServletRequest request) {
        if (takesBody) {
            String type = request.getContentType();
            if (!JSON.equals(type)) {
                requireConsumed(type);
            }
        }
        String accept = request.getHeader("Accept");
        if (accept != null && !accept.equals(ANY) && !accept.equals(JSON) && !isAccepted(accept)) {
            throw ProblemException.of(CommonProblem.NOT_ACCEPTABLE);
        }
    }

    private void requireConsumed(String type) {
        if (type != null) {
            String bare = bare(type);
            boolean charset = type.toLowerCase(Locale.ROOT).contains("charset=") && !isUtf8(type);
            if (consumed.contains(bare) && !charset) {
                return;
            }
        }
        throw ProblemException.of(CommonProblem.UNSUPPORTED_MEDIA_TYPE, String.join(" or ", consumed));
    }

    private static boolean isUtf8(String type) {
        String lower = type.toLowerCase(Locale.ROOT).replace("\"", "").replace(" ", "");
        return lower.contains("charset=utf-8");
    }

    /** Whether the header names a type that is produced, or a range that holds one, with a weight above zero. */
    private boolean isAccepted(String accept) {
        for (String range : accept.split(",")) {
            String bare = bare(range);
            if (isRefused(range)) {
                continue;
            }
            for (String type : produced) {
                boolean holds = bare.equals(ANY)
                        || bare.equals(type)
                        || bare.endsWith("/*") && type.startsWith(bare.substring(0, bare.length() - 1));
                if (holds) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isRefused(String range) {
        int semicolon = range.indexOf(';');
        if (semicolon < 0) {
            return false;
        }
        for (String parameter : range.substring(semicolon + 1).split(";")) {
            String weight = parameter.strip();
            if (weight.startsWith("q=0") && weight.substring(3).chars().allMatch(c -> c == '.' || c == '0')) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String type) {
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    private static List<String> defaultConsumed(Parameter entity) {
        if (entity == null) {
            return List.of(JSON);
        }
        if (entity.type() == Upload.class) {
            return List.of(Uploads.MEDIA_TYPE);
        }
        return entity.type() == MergePatch.class ? List.of(PATCH, JSON) : List.of(JSON);
    }
}
