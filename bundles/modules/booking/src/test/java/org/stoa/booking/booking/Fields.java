package org.stoa.booking.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.value.Money;
import org.stoa.booking.slot.SlotMode;

/** Builds what tests ask for. */
final class Fields {
    private final UUID service;
    private final String start;
    private List<UUID> resources;
    private SlotMode mode;
    private String end;
    private String timezone;
    private UUID client;
    private Guest guest;
    private Money price;
    private Boolean outside;

    private Fields(UUID service, String start) {
        this.service = service;
        this.start = start;
    }

    static Fields of(UUID service, String start) {
        return new Fields(service, start);
    }

    Fields resources(List<UUID> ids) {
        resources = ids;
        return this;
    }

    Fields mode(SlotMode value) {
        mode = value;
        return this;
    }

    Fields end(String value) {
        end = value;
        return this;
    }

    Fields timezone(String value) {
        timezone = value;
        return this;
    }

    Fields client(UUID id) {
        client = id;
        return this;
    }

    Fields guest(String name, String email) {
        guest = new Guest(name, email);
        return this;
    }

    Fields price(String amount, String currency) {
        price = Money.of(amount, currency);
        return this;
    }

    Fields outside() {
        outside = true;
        return this;
    }

    BookingFields build() {
        return new BookingFields(
                service,
                resources,
                mode,
                Instant.parse(start),
                end == null ? null : Instant.parse(end),
                timezone,
                client,
                guest,
                null,
                null,
                null,
                null,
                null,
                price,
                outside);
    }
}
