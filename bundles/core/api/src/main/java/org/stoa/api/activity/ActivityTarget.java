package org.stoa.api.activity;

import java.util.UUID;

/**
 * What people do something with.
 *
 * @param type {@code <module>.<kind>}, such as {@code marketplace.listing}
 * @param ownerUserId whose it is, who is told of what others do with it; may be null
 */
public record ActivityTarget(String type, UUID id, UUID ownerUserId) {}
