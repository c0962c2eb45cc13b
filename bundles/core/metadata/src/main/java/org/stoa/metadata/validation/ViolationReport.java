package org.stoa.metadata.validation;

import com.networknt.schema.Error;
import java.util.List;

/** Writes the validator's errors as violations. */
final class ViolationReport {

    private ViolationReport() {}

    static List<Violation> of(List<Error> errors) {
        return errors.stream()
                .map(error -> new Violation(pointer(error), error.getKeyword(), Expectation.of(error)))
                .distinct()
                .toList();
    }

    /** The member or item that an error is about, also where it is missing. */
    static String pointer(Error error) {
        String pointer = Pointers.of(error.getInstanceLocation());
        boolean inArguments = error.getKeyword().equals("dependentRequired")
                || error.getKeyword().equals("unevaluatedItems");
        if (inArguments) {
            return Pointers.append(pointer, error.getArguments()[0].toString());
        }
        if (error.getProperty() != null) {
            return Pointers.append(pointer, error.getProperty());
        }
        return error.getIndex() == null ? pointer : Pointers.append(pointer, error.getIndex());
    }
}
