package org.stoa.marketplace.engagement;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.stoa.api.appointment.AppointmentAgreed;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.marketplace.EngagementBegan;
import org.stoa.marketplace.MarketplaceProblem;
import org.stoa.marketplace.application.Involved;
import org.stoa.marketplace.application.Terms;
import org.stoa.marketplace.engagement.Engagement.AppointmentState;
import org.stoa.marketplace.engagement.Engagement.SaleState;
import org.stoa.marketplace.listing.Listing;
import org.stoa.marketplace.listing.ListingMapper;
import org.stoa.marketplace.listing.ListingStatus;

/** Makes an engagement of what two sides agreed on. */
public final class Beginning {
    static final String TABLE = "marketplace.engagement";

    private Beginning() {}

    /**
     * The owner accepts an application as it is, on the terms that the listing had when it was sent.
     *
     * @throws ProblemException 409 {@code terms-missing} where the listing named no price in all
     */
    public static Engagement onTermsOfListing(
            CallContext context, Transaction transaction, Involved involved, Instant now) {
        Terms terms = involved.application().terms();
        if (terms.price() == null) {
            throw ProblemException.of(MarketplaceProblem.TERMS_MISSING);
        }
        Agreement agreement =
                new Agreement(null, terms.price(), BigDecimal.ONE, terms.start(), terms.end(), terms.timezone());
        return begin(context, transaction, involved, agreement, now);
    }

    /** Within the transaction that has locked what is {@code involved}. */
    static Engagement begin(
            CallContext context, Transaction transaction, Involved involved, Agreement agreement, Instant now) {
        Listing listing = involved.listing();
        if (listing.status() == ListingStatus.CANCELLED || listing.status() == ListingStatus.COMPLETED) {
            throw ProblemException.of(MarketplaceProblem.LISTING_ENDED, listing.status());
        }
        if (transaction.mapper(ListingMapper.class).fill(listing.id()) == 0) {
            throw ProblemException.of(MarketplaceProblem.POSITIONS_FILLED, listing.positions());
        }
        Engagement engagement = engagement(involved, agreement, now);
        transaction.mapper(EngagementMapper.class).insert(context.requireTenant(), engagement);
        transaction.audit(AuditEntry.created("engagement.begin", TABLE, engagement.id(), engagement));
        transaction.publish(new EngagementBegan(
                engagement.id(), listing.id(), engagement.providerUserId(), engagement.clientUserId()));
        if (engagement.appointment() == AppointmentState.AGREED) {
            transaction.publish(new AppointmentAgreed(
                    engagement.id(),
                    engagement.title(),
                    engagement.providerUserId(),
                    engagement.clientUserId(),
                    engagement.start(),
                    engagement.end(),
                    engagement.timezone(),
                    engagement.location()));
        }
        return engagement;
    }

    private static Engagement engagement(Involved involved, Agreement agreement, Instant now) {
        Listing listing = involved.listing();
        UUID owner = listing.userId();
        UUID applicant = involved.application().userId();
        boolean provided = listing.type().isProvidedByOwner();
        boolean timed = agreement.start() != null && agreement.end() != null && agreement.timezone() != null;
        return new Engagement(
                Ids.next(),
                listing.id(),
                involved.application().id(),
                agreement.offerId(),
                owner,
                applicant,
                provided ? owner : applicant,
                provided ? applicant : owner,
                listing.title(),
                agreement.price(),
                agreement.quantity(),
                agreement.start(),
                agreement.end(),
                agreement.timezone(),
                listing.location() == null ? null : listing.location().text(),
                Engagement.Status.ACTIVE,
                timed ? AppointmentState.AGREED : AppointmentState.NONE,
                null,
                null,
                SaleState.NONE,
                null,
                null,
                null,
                null,
                null,
                null,
                1,
                now,
                now);
    }
}
