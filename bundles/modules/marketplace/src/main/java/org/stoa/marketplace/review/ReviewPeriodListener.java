package org.stoa.marketplace.review;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEventListener;
import org.stoa.marketplace.Listener;

/** Publishes reviews when no more are to come. */
@Component(service = DomainEventListener.class)
public final class ReviewPeriodListener extends Listener<ReviewPeriodEnded> {

    @Activate
    public ReviewPeriodListener(@Reference Reviews reviews) {
        super(
                "review-period",
                "marketplace",
                ReviewPeriodEnded.class,
                (context, event) -> reviews.publish(context, event.payload().engagementId()));
    }
}
