package org.stoa.api.value;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text for one line, such as a name: without line ends, tabs, other control characters, and the characters that turn the
 * direction of the text after them (Unicode UAX 9: embeddings, overrides, isolates), with which a name could pretend to
 * be another one or forge lines of a log. Null is valid.
 */
@Documented
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Pattern(regexp = SingleLine.FORM)
@Target({
    ElementType.METHOD,
    ElementType.FIELD,
    ElementType.ANNOTATION_TYPE,
    ElementType.CONSTRUCTOR,
    ElementType.PARAMETER,
    ElementType.TYPE_USE
})
@Retention(RetentionPolicy.RUNTIME)
public @interface SingleLine {

    /** A regular expression, of Java and of ECMAScript alike, that matches the whole of a valid text. */
    String FORM = "[^\\u0000-\\u001F\\u007F-\\u009F\\u2028-\\u202E\\u2066-\\u2069]*";

    /** What is said of a text that is not valid. */
    String RULE = "must be one line without control characters";

    String message() default RULE;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
