package org.stoa.booking.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.rest.Versioned;
import org.stoa.api.value.Money;
import org.stoa.booking.slot.SlotRules;

/**
 * Something that can be booked.
 *
 * @param names by language
 * @param descriptions by language
 * @param price null for none
 * @param freeCancellationMinutes until how long before the start clients cancel free of charge; null: until the start
 * @param cancellationFee of those who cancel later; null for none
 * @param noShowFee of those who do not come; null for none
 * @param reminderMinutes how long before the start clients are reminded, the longest first
 * @param resourceIds who or what does it, the first to be asked first
 */
public record Service(
        UUID id,
        ServiceType type,
        String name,
        Map<String, String> names,
        String description,
        Map<String, String> descriptions,
        int durationMinutes,
        int bufferBeforeMinutes,
        int bufferAfterMinutes,
        int slotStepMinutes,
        int leadMinutes,
        int horizonDays,
        Money price,
        boolean requiresConfirmation,
        Integer freeCancellationMinutes,
        Fee cancellationFee,
        Fee noShowFee,
        List<Integer> reminderMinutes,
        String location,
        String meetingUrl,
        boolean active,
        List<UUID> resourceIds,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {
    public Service {
        reminderMinutes = List.copyOf(reminderMinutes);
        resourceIds = List.copyOf(resourceIds);
    }

    static Service of(UUID id, ServiceFields fields, long version, Instant createdAt, Instant updatedAt) {
        return new Service(
                id,
                fields.type(),
                fields.name(),
                fields.names(),
                fields.description(),
                fields.descriptions(),
                fields.durationMinutes(),
                fields.bufferBeforeMinutes(),
                fields.bufferAfterMinutes(),
                fields.slotStepMinutes(),
                fields.leadMinutes(),
                fields.horizonDays(),
                fields.price(),
                fields.requiresConfirmation(),
                fields.freeCancellationMinutes(),
                fields.cancellationFee(),
                fields.noShowFee(),
                fields.reminderMinutes().stream()
                        .distinct()
                        .sorted((one, other) -> other - one)
                        .toList(),
                fields.location(),
                fields.meetingUrl(),
                fields.active(),
                fields.resourceIds(),
                version,
                createdAt,
                updatedAt);
    }

    ServiceFields fields() {
        return new ServiceFields(
                type,
                name,
                names,
                description,
                descriptions,
                durationMinutes,
                bufferBeforeMinutes,
                bufferAfterMinutes,
                slotStepMinutes,
                leadMinutes,
                horizonDays,
                price,
                requiresConfirmation,
                freeCancellationMinutes,
                cancellationFee,
                noShowFee,
                reminderMinutes,
                location,
                meetingUrl,
                active,
                resourceIds);
    }

    public Duration duration() {
        return Duration.ofMinutes(durationMinutes);
    }

    /** What it asks of a time that is booked now. */
    public SlotRules rules(Instant now) {
        return new SlotRules(
                duration(),
                Duration.ofMinutes(bufferBeforeMinutes),
                Duration.ofMinutes(bufferAfterMinutes),
                Duration.ofMinutes(slotStepMinutes),
                now.plus(Duration.ofMinutes(leadMinutes)),
                now.plus(Duration.ofDays(horizonDays)));
    }
}
