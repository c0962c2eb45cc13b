package org.stoa.rest.json;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A value that is one string in JSON, in a path or in a query.
 *
 * @param key of the message that says what it must be
 * @param arguments of that message
 * @param format OpenAPI format, or null
 * @param parse reads the text; throws any runtime exception when it is not one
 */
public record ScalarType<T>(
        Class<T> type, String key, List<Object> arguments, String format, Function<String, T> parse) {

    /** PostgreSQL keeps years up to 294276, and no client means one beyond 9999. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** Most digits of a number, before and after the point. */
    public static final int MOST_DIGITS = 100;

    private static final Set<String> ISO_CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /** Every such type that is not an enum. */
    static final List<ScalarType<?>> ALL = List.of(
            of(UUID.class, "uuid", "uuid", ScalarType::uuid),
            of(Instant.class, "instant", "date-time", ScalarType::instant),
            of(LocalDate.class, "date", "date", text -> dated(LocalDate.parse(text))),
            of(LocalTime.class, "time", "time", LocalTime::parse),
            of(LocalDateTime.class, "datetime", null, text -> {
                LocalDateTime time = LocalDateTime.parse(text).truncatedTo(ChronoUnit.MICROS);
                dated(time.toLocalDate());
                return time;
            }),
            of(OffsetDateTime.class, "offsetdatetime", "date-time", text -> {
                OffsetDateTime time = OffsetDateTime.parse(text).truncatedTo(ChronoUnit.MICROS);
                dated(time.toLocalDate());
                return time;
            }),
            of(Duration.class, "duration", "duration", Duration::parse),
            of(Period.class, "period", null, Period::parse),
            of(ZoneId.class, "zone", null, ZoneId::of),
            of(YearMonth.class, "yearmonth", null, YearMonth::parse),
            of(Year.class, "year", null, Year::parse),
            of(Currency.class, "currency", null, ScalarType::currency),
            of(URI.class, "uri", "uri", URI::create),
            of(Locale.class, "language", null, ScalarType::language));

    /** The scalar type of a class: one of ours, an enum by the exact names of its constants, or null. */
    @SuppressWarnings("unchecked")
    public static <T> ScalarType<T> find(Class<T> type) {
        for (ScalarType<?> scalar : ALL) {
            if (scalar.type == type) {
                return (ScalarType<T>) scalar;
            }
        }
        return type.isEnum() ? constants(type) : null;
    }

    /** What a text must be, in the language of the messages. */
    public String description(Messages messages) {
        return messages.get(key, arguments.toArray());
    }

    private static <T> ScalarType<T> of(Class<T> type, String key, String format, Function<String, T> parse) {
        return new ScalarType<>(type, key, List.of(), format, parse);
    }

    /** How a constant of an enum is written: as its {@code @JsonValue} says, else by its name. */
    public static String wireName(Object constant) {
        for (Method method : ((Enum<?>) constant).getDeclaringClass().getDeclaredMethods()) {
            if (method.isAnnotationPresent(JsonValue.class)) {
                try {
                    method.setAccessible(true);
                    return String.valueOf(method.invoke(constant));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(method + " cannot be called", e);
                }
            }
        }
        return ((Enum<?>) constant).name();
    }

    private static <T> ScalarType<T> constants(Class<T> type) {
        T[] constants = type.getEnumConstants();
        String names = Stream.of(constants).map(ScalarType::wireName).collect(Collectors.joining(", "));
        return new ScalarType<>(type, "enum", List.of(names), null, text -> {
            for (T constant : constants) {
                if (wireName(constant).equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException(names);
        });
    }

    /** The JDK also reads shortened forms, which are not UUIDs to anybody else. */
    private static UUID uuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not a UUID");
        }
        return uuid;
    }

    /** PostgreSQL keeps microseconds; what is finer would not come back. */
    private static Instant instant(String text) {
        Instant instant = DateTimeFormatter.ISO_OFFSET_DATE_TIME
                .parse(text, Instant::from)
                .truncatedTo(ChronoUnit.MICROS);
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException("out of range");
        }
        return instant;
    }

    private static LocalDate dated(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new IllegalArgumentException("out of range");
        }
        return date;
    }

    private static Currency currency(String text) {
        if (!ISO_CURRENCIES.contains(text)) {
            throw new IllegalArgumentException("not a currency");
        }
        return Currency.getInstance(text);
    }

    private static Locale language(String text) {
        try {
            return new Locale.Builder().setLanguageTag(text).build();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Whether a number can be kept and computed with at all: {@code 1e999999999} has one digit and a billion zeros. */
    public static boolean isReasonable(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
    }
}
