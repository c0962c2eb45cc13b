package org.stoa.marketplace.savedsearch;

import java.util.UUID;

/** Domain event {@code marketplace.DigestDue}: the time has come to tell somebody what was listed. */
public record DigestDue(UUID userId) {}
