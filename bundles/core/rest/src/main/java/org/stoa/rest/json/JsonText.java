package org.stoa.rest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;

/** What a JSON body must be before it is parsed: UTF-8 (RFC 8259, section 8.1) whose strings can be stored. */
final class JsonText {

    private JsonText() {}

    /**
     * Refuses a body that is not UTF-8 or has strings that cannot be stored. Bytes that need no closer look, nearly all
     * of them, are looked at once.
     *
     * @param unstored members of the body in which NUL may be
     * @throws ProblemException 400 {@code malformed-json}, or 400 {@code invalid-request} that names the fields
     */
    static void require(byte[] body, JsonFactory factory, Messages messages, Set<String> unstored) throws IOException {
        boolean ascii = true;
        boolean suspicious = false;
        for (int i = 0; i < body.length; i++) {
            byte b = body[i];
            if (b <= 0) {
                if (b == 0) {
                    throw malformed(body, i, messages);
                }
                ascii = false;
            } else if (b == '\\' && isSuspiciousEscape(body, i)) {
                suspicious = true;
            }
        }
        if (!ascii) {
            requireUtf8(body, messages);
        }
        if (suspicious) {
            requireStorable(body, factory, messages, unstored);
        }
    }

    /** Whether an escape that stands at {@code at} may be of a NUL or of a half of a surrogate pair. */
    private static boolean isSuspiciousEscape(byte[] body, int at) {
        if (at + 5 >= body.length || body[at + 1] != 'u') {
            return false;
        }
        byte first = body[at + 2];
        return first == '0' && body[at + 3] == '0' && body[at + 4] == '0' && body[at + 5] == '0'
                || first == 'd'
                || first == 'D';
    }

    private static void requireUtf8(byte[] body, Messages messages) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw ProblemException.of(CommonProblem.MALFORMED_JSON, messages.get("encoding"));
        }
    }

    private static void requireStorable(byte[] body, JsonFactory factory, Messages messages, Set<String> unstored)
            throws IOException {
        MappingErrors errors = new MappingErrors(messages);
        String member = "";
        try (JsonParser parser = factory.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME
                        && parser.getParsingContext().getParent().inRoot()) {
                    member = parser.currentName();
                }
                boolean text = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
                if (text && !isAllowed(parser.getText(), unstored.contains(member))) {
                    errors.add(FieldPath.current(parser), messages.get("text"));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw errors.problem();
        }
    }

    private static boolean isAllowed(String text, boolean unstored) {
        return unstored ? Text.isWhole(text) : Text.isStorable(text);
    }

    private static ProblemException malformed(byte[] body, int at, Messages messages) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < at; i++) {
            column++;
            if (body[i] == '\n') {
                line++;
                column = 1;
            }
        }
        return ProblemException.of(CommonProblem.MALFORMED_JSON, messages.get("malformed", line, column));
    }

    /** 400 {@code malformed-json} that names a place. */
    static ProblemException malformed(String key, JsonLocation location, Messages messages) {
        return ProblemException.of(
                CommonProblem.MALFORMED_JSON,
                messages.get(key, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr())));
    }
}
