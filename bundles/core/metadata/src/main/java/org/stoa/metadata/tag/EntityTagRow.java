package org.stoa.metadata.tag;

import java.util.UUID;

/** A row of {@code metadata.entity_tag}. */
record EntityTagRow(UUID entityId, String tagSet, String slug) {}
