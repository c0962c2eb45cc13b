package org.stoa.marketplace.application;

import java.util.UUID;

/** Domain event {@code marketplace.ApplicationStatusChanged}: an application has another status. */
public record ApplicationStatusChanged(UUID applicationId, UUID listingId, UUID userId, ApplicationStatus before, ApplicationStatus after) {}
