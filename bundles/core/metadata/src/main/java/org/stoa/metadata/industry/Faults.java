package org.stoa.metadata.industry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;

/** Collects what is wrong with a template, to be told at once. */
final class Faults {

    private final List<Fault> found = new ArrayList<>();

    void add(String place, String message) {
        found.add(new Fault(place, message.replaceAll("\\R", " ")));
    }

    List<Fault> all() {
        return List.copyOf(found);
    }

    int count() {
        return found.size();
    }

    /** What a reading answers; empty, and noted, when it finds something wrong with what is at this place. */
    <T> Optional<T> reading(String place, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ProblemException e) {
            add(place, e);
        } catch (IllegalArgumentException e) {
            add(place, e.getMessage());
        } catch (RuntimeException e) {
            add(place, "cannot be read: " + e);
        }
        return Optional.empty();
    }

    private void add(String place, ProblemException problem) {
        for (FieldError error : problem.errors()) {
            String pointer = pointer(error.field());
            add(place, pointer.isEmpty() ? error.message() : pointer + ": " + error.message());
        }
        if (problem.errors().isEmpty()) {
            Object[] arguments = problem.arguments();
            add(place, arguments.length == 0 ? problem.code().detail() : String.valueOf(arguments[0]));
        }
    }

    /** Some checks name a field as JSON pointers do, others as {@code label[en]}. */
    private static String pointer(String field) {
        if (field.isEmpty() || field.startsWith("/")) {
            return field;
        }
        String path = field.replace("]", "").replace('[', '/').replace('.', '/');
        return path.startsWith("/") ? path : "/" + path;
    }
}
