package org.stoa.activity;

import java.util.UUID;
import org.stoa.api.activity.Activity;

/** Somebody liked, shared or commented on a target; views are too many to tell. */
record ActivityAdded(
        UUID activityId, Activity.Type type, UUID userId, String target, UUID targetId, UUID ownerUserId) {}
