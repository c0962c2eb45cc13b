package org.stoa.marketplace.application;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.marketplace.listing.Question;

/** Finds everything that is wrong with what somebody applies with. */
final class AnswerCheck {
    private static final int LONGEST_TEXT = 5000;
    private static final int MOST_DIGITS = 50;

    private final List<FieldError> errors = new ArrayList<>();

    private AnswerCheck() {}

    /** @throws ProblemException 400 {@code invalid-request} that names every fault */
    static void require(List<Question> questions, ApplicationFields fields) {
        AnswerCheck check = new AnswerCheck();
        check.answers(questions, fields.answers());
        check.attachments(fields.attachments());
        if (!check.errors.isEmpty()) {
            FieldError first = check.errors.get(0);
            ProblemException problem =
                    ProblemException.of(CommonProblem.INVALID_REQUEST, first.field() + " " + first.message());
            check.errors.forEach(error -> problem.withField(error.field(), error.message()));
            throw problem;
        }
    }

    private void answers(List<Question> questions, List<Answer> answers) {
        Map<String, Question> byKey = questions.stream().collect(Collectors.toMap(Question::key, Function.identity()));
        Set<String> answered = new HashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            Question question = byKey.get(answer.question());
            String at = "answers[" + i + "]";
            if (question == null) {
                refuse(at + ".question", "must be the key of a question: " + String.join(", ", byKey.keySet()));
            } else if (!answered.add(answer.question())) {
                refuse(at + ".question", "is answered already");
            } else {
                String fault = faultOf(question, answer.value());
                if (fault != null) {
                    refuse(at + ".value", fault);
                }
            }
        }
        for (Question question : questions) {
            if (question.mustBeAnswered() && !answered.contains(question.key())) {
                refuse("answers", "must answer " + question.key());
            }
        }
    }

    private static String faultOf(Question question, Object value) {
        return switch (question.type()) {
            case TEXT ->
                value instanceof String text && !text.isBlank() && text.length() <= LONGEST_TEXT
                        ? null
                        : "must be a text of 1 to " + LONGEST_TEXT + " characters";
            case NUMBER -> isNumber(value) ? null : "must be a number of up to " + MOST_DIGITS + " digits";
            case BOOLEAN -> value instanceof Boolean ? null : "must be true or false";
            case CHOICE ->
                value instanceof String text && question.choices().contains(text)
                        ? null
                        : "must be one of " + String.join(", ", question.choices());
            case MULTIPLE_CHOICE ->
                value instanceof List<?> list
                                && !list.isEmpty()
                                && question.choices().containsAll(list)
                                && new HashSet<>(list).size() == list.size()
                        ? null
                        : "must be a list of some of " + String.join(", ", question.choices()) + ", each once";
        };
    }

    private static boolean isNumber(Object value) {
        if (!(value instanceof Number)) {
            return false;
        }
        BigDecimal number = new BigDecimal(value.toString());
        return number.precision() <= MOST_DIGITS && Math.abs(number.scale()) <= MOST_DIGITS;
    }

    private void attachments(List<Attachment> attachments) {
        for (int i = 0; i < attachments.size(); i++) {
            if (!isSecureAddress(attachments.get(i).url())) {
                refuse("attachments[" + i + "].url", "must be an address such as https://example.org/cv.pdf");
            }
        }
    }

    /** Without a name and password in it, which would be shown to the other side. */
    private static boolean isSecureAddress(String text) {
        try {
            URI address = new URI(text);
            return "https".equalsIgnoreCase(address.getScheme())
                    && address.getHost() != null
                    && address.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void refuse(String field, String message) {
        errors.add(new FieldError(field, message));
    }
}
