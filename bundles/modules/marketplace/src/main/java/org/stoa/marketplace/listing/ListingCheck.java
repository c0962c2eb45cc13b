package org.stoa.marketplace.listing;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;

/** Finds everything that is wrong with a listing, beyond what each field says of itself. */
final class ListingCheck {
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final int MOST_VALUES = 50;
    private static final int LONGEST_VALUE = 200;
    private static final int MOST_DIGITS = 50;
    // Each word of an active listing is a row of its own, and all of them together are one tsvector of up to 1 MB.
    private static final int MOST_CHARACTERS = 50_000;

    private final List<FieldError> errors = new ArrayList<>();

    private ListingCheck() {}

    /**
     * @param currencies those that the tenant takes; empty for any
     * @throws ProblemException 400 {@code invalid-request} that names every fault
     */
    static void require(ListingFields fields, Collection<String> currencies) {
        ListingCheck check = new ListingCheck();
        check.price(fields, currencies);
        check.place(fields.location());
        check.schedule(fields.schedule());
        check.translations(fields);
        check.requirements(fields.requirements());
        check.questions(fields.questions());
        if (!check.errors.isEmpty()) {
            FieldError first = check.errors.get(0);
            ProblemException problem =
                    ProblemException.of(CommonProblem.INVALID_REQUEST, first.field() + " " + first.message());
            check.errors.forEach(error -> problem.withField(error.field(), error.message()));
            throw problem;
        }
    }

    private void refuse(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    private void price(ListingFields fields, Collection<String> currencies) {
        try {
            Money.currencyOf(fields.currency());
        } catch (IllegalArgumentException e) {
            refuse("currency", "must be an ISO 4217 code such as EUR");
            return;
        }
        if (!currencies.isEmpty() && !currencies.contains(fields.currency())) {
            refuse("currency", "must be one that is taken here: " + String.join(", ", currencies));
        }
        Money price = fields.price();
        if (price == null) {
            if (fields.priceType() != PriceType.NEGOTIABLE) {
                refuse("price", "is needed unless the priceType is NEGOTIABLE");
            }
            return;
        }
        if (!price.currency().getCurrencyCode().equals(fields.currency())) {
            refuse("price.currency", "must be the currency of the listing, " + fields.currency());
        }
        if (price.amount().signum() < 0) {
            refuse("price.amount", "must not be below zero");
        }
    }

    private void place(Place place) {
        if (place == null) {
            return;
        }
        if ((place.latitude() == null) != (place.longitude() == null)) {
            refuse("location", "needs latitude and longitude together");
        }
        if (place.country() != null && !COUNTRIES.contains(place.country())) {
            refuse("location.country", "must be an ISO 3166-1 code of two letters, such as DE");
        }
        if (place.radiusKm() != null && place.latitude() == null) {
            refuse("location.radiusKm", "needs latitude and longitude");
        }
    }

    private void schedule(Schedule schedule) {
        if (schedule == null) {
            return;
        }
        if (schedule.end() != null && schedule.start() == null) {
            refuse("schedule.start", "is needed where there is an end");
        }
        if (schedule.start() != null
                && schedule.end() != null
                && !schedule.end().isAfter(schedule.start())) {
            refuse("schedule.end", "must be after start");
        }
        if (schedule.timezone() != null && !ZoneId.getAvailableZoneIds().contains(schedule.timezone())) {
            refuse("schedule.timezone", "must be an IANA time zone such as Europe/Berlin");
        }
    }

    private void translations(ListingFields fields) {
        Set<String> languages = new HashSet<>(Set.of(fields.language()));
        for (int i = 0; i < fields.translations().size(); i++) {
            if (!languages.add(fields.translations().get(i).language())) {
                refuse("translations[" + i + "].language", "is there already");
            }
        }
        int translated = fields.translations().stream()
                .mapToInt(text -> text.title().length() + lengthOf(text.description()))
                .sum();
        if (fields.title().length() + fields.description().length() + translated > MOST_CHARACTERS) {
            refuse(
                    "translations",
                    "must have, together with title and description, at most " + MOST_CHARACTERS + " characters");
        }
    }

    private static int lengthOf(String text) {
        return text == null ? 0 : text.length();
    }

    private void requirements(List<Requirement> requirements) {
        for (int i = 0; i < requirements.size(); i++) {
            String message = faultOf(requirements.get(i));
            if (message != null) {
                refuse("requirements[" + i + "].value", message);
            }
        }
    }

    private static String faultOf(Requirement requirement) {
        Object value = requirement.value();
        return switch (requirement.operator()) {
            case EXISTS -> value == null ? null : "must be left out for EXISTS";
            case ONE_OF, ALL_OF -> {
                boolean fits = value instanceof List<?> list
                        && !list.isEmpty()
                        && list.size() <= MOST_VALUES
                        && list.stream().allMatch(ListingCheck::isPlain);
                yield fits ? null : "must be a list of 1 to " + MOST_VALUES + " texts, numbers or booleans";
            }
            case AT_LEAST, AT_MOST ->
                isPlain(value) && !(value instanceof Boolean)
                        ? null
                        : "must be a number, or a text such as a date, for " + requirement.operator();
            case EQUALS, NOT_EQUALS ->
                isPlain(value)
                        ? null
                        : "must be a text of up to " + LONGEST_VALUE + " characters, a number or a boolean";
        };
    }

    private static boolean isPlain(Object value) {
        if (value instanceof String text) {
            return !text.isBlank() && text.length() <= LONGEST_VALUE;
        }
        // A number with an absurd exponent would become a text of as many digits.
        return value instanceof Boolean || value instanceof Number number && isShort(new BigDecimal(number.toString()));
    }

    private static boolean isShort(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && Math.abs(number.scale()) <= MOST_DIGITS;
    }

    private void questions(List<Question> questions) {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            String at = "questions[" + i + "]";
            if (!keys.add(question.key())) {
                refuse(at + ".key", "is there already");
            }
            int choices = question.choices() == null ? 0 : question.choices().size();
            if (question.offersChoices() && choices < 2) {
                refuse(at + ".choices", "must be at least 2 for " + question.type());
            }
            if (!question.offersChoices() && choices > 0) {
                refuse(at + ".choices", "must be left out for " + question.type());
            }
            if (choices > 0 && Set.copyOf(question.choices()).size() < choices) {
                refuse(at + ".choices", "must differ from one another");
            }
        }
    }
}
