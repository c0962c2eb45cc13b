package org.stoa.shell;

import java.lang.reflect.Field;
import java.util.Iterator;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.CommandException;

/**
 * Options behind the arguments, as in {@code module:purge go-models billing --yes}. Karaf itself reads options before the
 * arguments only and takes what comes behind for more arguments.
 */
final class TrailingOptions {

    private TrailingOptions() {}

    /** Sets the fields of {@code command} that are marked as options to what the words behind the arguments say. */
    static void apply(PlatformCommand command, List<String> words) throws CommandException {
        requireNoOptionAsArgument(command);
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            if (!word.startsWith("-")) {
                throw PlatformCommand.refused(
                        "'" + word + "' is one argument too many. Put a value with blanks between quotation marks.");
            }
            int sign = word.indexOf('=');
            String name = sign < 0 ? word : word.substring(0, sign);
            Field field = find(command.getClass(), name);
            if (field.getType() == boolean.class && sign < 0) {
                set(command, field, true);
            } else {
                set(command, field, value(name, sign < 0 ? next(name, rest) : word.substring(sign + 1), field));
            }
        }
    }

    /** An option that follows too few arguments would be taken for the next one. */
    private static void requireNoOptionAsArgument(PlatformCommand command) throws CommandException {
        for (Class<?> type = command.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Argument argument = field.getAnnotation(Argument.class);
                if (argument != null && get(command, field) instanceof String text && text.startsWith("--")) {
                    throw PlatformCommand.refused(
                            "'" + text + "' stands where the argument " + argument.name() + " is expected.");
                }
            }
        }
    }

    private static Field find(Class<?> type, String name) throws CommandException {
        for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                Option option = field.getAnnotation(Option.class);
                if (option != null && option.name().equals(name)) {
                    return field;
                }
            }
        }
        throw PlatformCommand.refused("There is no option " + name + ". The option --help lists those there are.");
    }

    private static String next(String name, Iterator<String> rest) throws CommandException {
        if (!rest.hasNext()) {
            throw PlatformCommand.refused("The option " + name + " needs a value.");
        }
        return rest.next();
    }

    private static Object value(String name, String text, Field field) throws CommandException {
        if (field.getType() == String.class) {
            return text;
        }
        if (field.getType() == boolean.class && (text.equals("true") || text.equals("false"))) {
            return text.equals("true");
        }
        if (field.getType() == int.class && text.matches("[0-9]{1,9}")) {
            return Integer.valueOf(text);
        }
        String kind = field.getType() == int.class ? "a whole number" : "true or false";
        throw PlatformCommand.refused("The option " + name + " must be " + kind + ".");
    }

    private static Object get(PlatformCommand command, Field field) {
        try {
            return field.get(command);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " must be visible in its package", e);
        }
    }

    private static void set(PlatformCommand command, Field field, Object value) {
        try {
            field.set(command, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " must be visible in its package", e);
        }
    }
}
