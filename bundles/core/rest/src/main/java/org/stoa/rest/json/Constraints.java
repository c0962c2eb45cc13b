package org.stoa.rest.json;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.MethodDescriptor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.stoa.api.rest.FieldError;

/**
 * Checks the constraints (Jakarta Validation) on bodies and parameters. One per bundle, because it remembers the classes
 * it has seen. Messages know no expression language: a message is text, whoever wrote it.
 */
final class Constraints implements AutoCloseable {

    private final ValidatorFactory factory;
    private final Validator english;
    private final Validator german;

    /** @param loader finds {@code ValidationMessages} of the bundle */
    Constraints(ClassLoader loader) {
        factory = jakarta.validation.Validation.byProvider(HibernateValidator.class)
                .providerResolver(() -> List.of(new HibernateValidator()))
                .configure()
                .ignoreXmlConfiguration()
                .externalClassLoader(loader)
                .messageInterpolator(new Texts(Locale.ENGLISH))
                .buildValidatorFactory();
        english = factory.getValidator();
        german = factory.usingContext()
                .messageInterpolator(new Texts(Locale.GERMAN))
                .getValidator();
    }

    /** Every violation in a body, the elements of a list each by itself. */
    List<FieldError> check(Object body, Locale locale) {
        if (body instanceof Collection<?> elements) {
            List<FieldError> errors = new ArrayList<>();
            int index = 0;
            for (Object element : elements) {
                if (element != null) {
                    errors.addAll(checkOne(element, "[" + index + "]", locale));
                }
                index++;
            }
            return errors;
        }
        return checkOne(body, "", locale);
    }

    private List<FieldError> checkOne(Object body, String prefix, Locale locale) {
        Set<ConstraintViolation<Object>> violations = in(locale).validate(body);
        if (violations.isEmpty()) {
            return List.of();
        }
        return sorted(violations.stream()
                .map(violation ->
                        new FieldError(joined(prefix, path(violation.getPropertyPath())), violation.getMessage()))
                .toList());
    }

    /** Positions of the method's parameters that carry constraints of their own. */
    Set<Integer> constrainedParameters(Method method) {
        BeanDescriptor type = english.getConstraintsForClass(method.getDeclaringClass());
        MethodDescriptor descriptor = type.getConstraintsForMethod(method.getName(), method.getParameterTypes());
        Set<Integer> positions = new HashSet<>();
        if (descriptor != null && descriptor.hasConstrainedParameters()) {
            descriptor.getParameterDescriptors().stream()
                    .filter(parameter -> parameter.hasConstraints() || parameter.isCascaded())
                    .forEach(parameter -> positions.add(parameter.getIndex()));
        }
        return positions;
    }

    /**
     * Every violation among the arguments of a call.
     *
     * @param names of the parameters as clients know them; null for those that are checked elsewhere
     */
    List<FieldError> check(Object resource, Method method, Object[] arguments, String[] names, Locale locale) {
        List<FieldError> errors = new ArrayList<>();
        for (ConstraintViolation<Object> violation :
                in(locale).forExecutables().validateParameters(resource, method, arguments)) {
            for (Path.Node node : violation.getPropertyPath()) {
                if (node.getKind() == ElementKind.PARAMETER) {
                    String name = names[node.as(Path.ParameterNode.class).getParameterIndex()];
                    if (name != null) {
                        errors.add(new FieldError(name, violation.getMessage()));
                    }
                }
            }
        }
        return sorted(errors);
    }

    @Override
    public void close() {
        factory.close();
    }

    private Validator in(Locale locale) {
        return Locale.GERMAN.getLanguage().equals(locale.getLanguage()) ? german : english;
    }

    private static List<FieldError> sorted(List<FieldError> errors) {
        return errors.stream()
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
    }

    /** {@code items[0].name}: without the nodes that stand for the elements of a container. */
    private static String path(Path path) {
        StringBuilder text = new StringBuilder();
        for (Path.Node node : path) {
            if (node.isInIterable()) {
                Object at = node.getIndex() != null ? node.getIndex() : node.getKey();
                text.append('[').append(at == null ? "" : at).append(']');
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                text.append(text.length() == 0 ? "" : ".").append(node.getName());
            }
        }
        return text.length() == 0 ? FieldPath.BODY : text.toString();
    }

    private static String joined(String prefix, String path) {
        if (prefix.isEmpty()) {
            return path;
        }
        return FieldPath.BODY.equals(path) ? prefix : prefix + "." + path;
    }

    /** The messages of one language, with the values of the constraint filled in. */
    private static final class Texts extends ParameterMessageInterpolator {

        /** How the bounds of decimals choose their words; no other expression means anything here. */
        private static final Pattern INCLUSIVE = Pattern.compile("\\$\\{inclusive == true \\? '([^']*)' : '([^']*)'}");

        Texts(Locale locale) {
            super(Set.of(Locale.ENGLISH, Locale.GERMAN), locale, context -> locale, false);
        }

        @Override
        protected String interpolate(Context context, Locale locale, String term) {
            if (!term.startsWith("$")) {
                return super.interpolate(context, locale, term);
            }
            Matcher matcher = INCLUSIVE.matcher(term);
            if (!matcher.matches()) {
                return term;
            }
            Object inclusive = context.getConstraintDescriptor().getAttributes().get("inclusive");
            return matcher.group(Boolean.TRUE.equals(inclusive) ? 1 : 2);
        }
    }
}
