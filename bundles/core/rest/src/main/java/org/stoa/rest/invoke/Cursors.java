package org.stoa.rest.invoke;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.stoa.api.data.Page;
import org.stoa.api.rest.ProblemException;
import org.stoa.rest.call.ApiCall;
import org.stoa.rest.publish.Operation;
import org.stoa.rest.publish.OperationModel;
import org.stoa.rest.publish.Parameter;

/**
 * Binds cursors to the list that returned them, by a mark behind a dot: the cursor of another list means some other
 * place in this one, and would silently leave out items. Filters and the limit may change on the way.
 */
final class Cursors {

    static final String PARAMETER = "cursor";
    private static final int MARK_BYTES = 6;

    private Cursors() {}

    /** Whether an operation returns pages and takes their cursors. */
    static boolean isList(OperationModel model) {
        Method method = model.method();
        return method.getReturnType() == Page.class
                && model.parameters().stream().anyMatch(Cursors::isCursor);
    }

    /** Whether a parameter is the cursor of a list. */
    static boolean isCursor(Parameter parameter) {
        return parameter.kind() == Parameter.Kind.QUERY
                && PARAMETER.equals(parameter.name())
                && parameter.type() == String.class;
    }

    /** What the list returned, with its cursor bound to the list. */
    static Object bound(Object result, ApiCall call) {
        if (result instanceof Page<?> page && page.nextCursor() != null) {
            return new Page<>(page.items(), page.nextCursor() + "." + mark(call));
        }
        return result;
    }

    /**
     * The cursor as the list knows it; null when the request has none.
     *
     * @throws ProblemException 400 {@code invalid-request} for the cursor of another list
     */
    static String unbound(ApiCall call) {
        String cursor = call.query().first(PARAMETER);
        if (cursor == null) {
            return null;
        }
        int dot = cursor.lastIndexOf('.');
        if (dot < 0 || !cursor.substring(dot + 1).equals(mark(call))) {
            throw ProblemException.invalid(PARAMETER, "must be the nextCursor of the page before");
        }
        return cursor.substring(0, dot);
    }

    /** The tenant counts by its id, which goes for its identifier in the path as well. */
    private static String mark(ApiCall call) {
        Operation operation = call.operation();
        StringBuilder list = new StringBuilder(operation.route()).append('\n').append(call.tenantId());
        String[] values = call.pathValues();
        for (int i = 0; i < values.length; i++) {
            if (i != operation.tenantPosition()) {
                list.append('\n').append(values[i]);
            }
        }
        byte[] digest = sha256().digest(list.toString().getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, MARK_BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
