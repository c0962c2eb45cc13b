package org.stoa.booking.setting;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;

/**
 * What a tenant settles for all bookings.
 *
 * @param currencies ISO 4217 codes in which services may have a price
 */
public record SettingFields(@NotEmpty @Size(max = 50) List<@NotNull String> currencies) {

    /** Each currency once, in the order given. */
    SettingFields checked() {
        for (int index = 0; index < currencies.size(); index++) {
            try {
                Money.currencyOf(currencies.get(index));
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid("currencies[" + index + "]", "must be an ISO 4217 code such as EUR");
            }
        }
        return new SettingFields(currencies.stream().distinct().toList());
    }
}
