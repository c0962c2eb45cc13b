package org.stoa.booking.service;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;
import org.stoa.api.value.SingleLine;
import org.stoa.booking.Labels.Language;

/**
 * What a client may set of a service.
 *
 * @param names in other languages than that of {@code name}
 * @param descriptions in other languages than that of {@code description}
 * @param bufferBeforeMinutes how long the resource must be free before; null for 0
 * @param bufferAfterMinutes how long the resource must be free after; null for 0
 * @param slotStepMinutes between two times to start; null for the duration
 * @param leadMinutes how long before the start it must be booked; null for 0
 * @param horizonDays how many days of 24 hours ahead it can be booked; null for 365
 * @param price null for none
 * @param requiresConfirmation whether staff confirm each booking; null for no
 * @param freeCancellationMinutes until how long before the start clients cancel free of charge; null: until the start
 * @param cancellationFee of those who cancel later; null for none
 * @param noShowFee of those who do not come; null for none
 * @param reminderMinutes how long before the start clients are reminded
 * @param meetingUrl of a meeting online, or null
 * @param active null for yes; one that is not has no free slots
 * @param resourceIds who or what does it, the first to be asked first; each once
 */
public record ServiceFields(
        @NotNull ServiceType type,
        @NotBlank @Size(max = 200) @SingleLine String name,
        @Size(max = 50) Map<@Language String, @NotBlank @Size(max = 200) @SingleLine String> names,
        @Size(max = 5000) String description,
        @Size(max = 50) Map<@Language String, @NotBlank @Size(max = 5000) String> descriptions,
        @NotNull @Min(1) @Max(MAX_MINUTES) Integer durationMinutes,
        @Min(0) @Max(MAX_MINUTES) Integer bufferBeforeMinutes,
        @Min(0) @Max(MAX_MINUTES) Integer bufferAfterMinutes,
        @Min(5) @Max(MAX_MINUTES) Integer slotStepMinutes,
        @Min(0) @Max(525_600) Integer leadMinutes,
        @Min(1) @Max(3650) Integer horizonDays,
        @Valid Money price,
        Boolean requiresConfirmation,
        @Min(0) @Max(525_600) Integer freeCancellationMinutes,
        @Valid Fee cancellationFee,
        @Valid Fee noShowFee,
        @Size(max = 10) List<@NotNull @Min(1) @Max(525_600) Integer> reminderMinutes,
        @Size(max = 500) @SingleLine String location,
        @Size(max = 2000) @SingleLine String meetingUrl,
        Boolean active,
        @Size(max = ServiceFields.MAX_RESOURCES) List<@NotNull UUID> resourceIds) {
    /** Most resources of a service. */
    public static final int MAX_RESOURCES = 500;

    private static final int MAX_MINUTES = 7 * 24 * 60;
    private static final int LEAST_STEP = 5;
    private static final int HORIZON_DAYS = 365;

    public ServiceFields {
        names = names == null ? Map.of() : names;
        descriptions = descriptions == null ? Map.of() : descriptions;
        bufferBeforeMinutes = bufferBeforeMinutes == null ? 0 : bufferBeforeMinutes;
        bufferAfterMinutes = bufferAfterMinutes == null ? 0 : bufferAfterMinutes;
        if (slotStepMinutes == null && durationMinutes != null) {
            slotStepMinutes = Math.max(durationMinutes, LEAST_STEP);
        }
        leadMinutes = leadMinutes == null ? 0 : leadMinutes;
        horizonDays = horizonDays == null ? HORIZON_DAYS : horizonDays;
        requiresConfirmation = requiresConfirmation != null && requiresConfirmation;
        reminderMinutes = reminderMinutes == null ? List.of() : reminderMinutes;
        active = active == null || active;
        resourceIds = resourceIds == null ? List.of() : resourceIds;
    }

    /** The currency of all amounts; null when there are none. */
    String currency() {
        if (price != null) {
            return price.currency().getCurrencyCode();
        }
        Money fee = cancellationFee != null && cancellationFee.amount() != null
                ? cancellationFee.amount()
                : noShowFee == null ? null : noShowFee.amount();
        return fee == null ? null : fee.currency().getCurrencyCode();
    }

    /**
     * @param currencies that the tenant takes
     * @throws ProblemException 400 {@code invalid-request}
     */
    ServiceFields checked(List<String> currencies) {
        if (price != null && price.amount().signum() < 0) {
            throw ProblemException.invalid("price.amount", "must not be less than 0");
        }
        checkCurrency("price.currency", price, currencies);
        checkFee("cancellationFee", cancellationFee, currencies);
        checkFee("noShowFee", noShowFee, currencies);
        if (resourceIds.stream().distinct().count() < resourceIds.size()) {
            throw ProblemException.invalid("resourceIds", "must name each resource once");
        }
        if (meetingUrl != null && !meetingUrl.matches("https?://\\S+")) {
            throw ProblemException.invalid("meetingUrl", "must begin with https:// or http:// and have no spaces");
        }
        return this;
    }

    private void checkFee(String field, Fee fee, List<String> currencies) {
        if (fee != null) {
            checkCurrency(field + ".amount.currency", fee.checked(field).amount(), currencies);
        }
    }

    private void checkCurrency(String field, Money money, List<String> currencies) {
        if (money == null) {
            return;
        }
        String code = money.currency().getCurrencyCode();
        if (!currencies.contains(code)) {
            throw ProblemException.invalid(
                    field,
                    "must be a currency that the tenant takes (" + String.join(", ", currencies)
                            + "); others are added in the settings of booking");
        }
        if (!code.equals(currency())) {
            throw ProblemException.invalid(field, "must be " + currency() + " as all amounts of the service");
        }
    }
}
