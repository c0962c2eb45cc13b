package org.stoa.booking.activity;

import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.activity.Activities;
import org.stoa.api.activity.Activity;
import org.stoa.api.activity.ActivityCounts;
import org.stoa.api.activity.ActivityTarget;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;
import org.stoa.booking.BookingModule;
import org.stoa.booking.service.Services;

/** What people do with services. Bookings are nobody's to like: who may see them is few. */
@Component(service = ServiceActivities.class)
public final class ServiceActivities {
    private static final String TYPE = "booking.service";

    private final Services services;
    private final Activities activities;

    @Activate
    public ServiceActivities(@Reference Services services, @Reference Activities activities) {
        this.services = services;
        this.activities = activities;
    }

    Page<Activity> list(CallContext context, UUID id, PageRequest page) {
        return activities.of(context, target(context, id), page);
    }

    ActivityCounts counts(CallContext context, UUID id) {
        target(context, id);
        return activities.counts(context, TYPE, List.of(id)).get(id);
    }

    ActivityCounts add(CallContext context, UUID id, Activity.Type type) {
        return activities.add(context, target(context, id), type);
    }

    ActivityCounts unlike(CallContext context, UUID id) {
        return activities.unlike(context, target(context, id));
    }

    Activity comment(CallContext context, UUID id, String text) {
        return activities.comment(context, target(context, id), text);
    }

    void deleteComment(CallContext context, UUID id, UUID comment) {
        activities.deleteComment(context, target(context, id), comment, context.allows(BookingModule.WRITE, null));
    }

    private ActivityTarget target(CallContext context, UUID id) {
        return new ActivityTarget(TYPE, services.get(context, id).id(), null);
    }
}
