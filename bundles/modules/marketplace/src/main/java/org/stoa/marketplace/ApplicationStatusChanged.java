package org.stoa.marketplace;

import java.util.UUID;
import org.stoa.marketplace.application.ApplicationStatus;

/** Domain event {@code marketplace.ApplicationStatusChanged}: an application has another status. */
public record ApplicationStatusChanged(
        UUID applicationId, UUID listingId, UUID userId, ApplicationStatus before, ApplicationStatus after) {}
