package org.stoa.marketplace.application;

import java.util.UUID;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.marketplace.MarketplaceModule;
import org.stoa.marketplace.MarketplaceProblem;
import org.stoa.marketplace.Members;
import org.stoa.marketplace.listing.Listing;
import org.stoa.marketplace.listing.ListingMapper;
import org.stoa.marketplace.listing.ListingRow;

/**
 * An application with its listing, and who the caller is to them.
 *
 * @param isApplicant whether the caller has applied
 * @param isOwner whether the caller has listed it, or lists for the account it was listed for
 * @param isManager whether the caller manages the listing, as the owner or as staff
 */
public record Involved(
        Application application, Listing listing, boolean isApplicant, boolean isOwner, boolean isManager) {

    /**
     * Finds what somebody is involved in, or may see at least.
     *
     * @throws ProblemException 404, also for an application that is no business of the caller
     */
    static Involved of(CallContext context, ApplicationMapper.Row row, ListingRow listing) {
        if (row == null) {
            throw ProblemException.notFound("application");
        }
        boolean applicant = row.userId().equals(context.caller().userId());
        boolean owner = !applicant && Members.isLister(context, listing.userId(), listing.accountId());
        boolean manager = !applicant && Members.manages(context, listing.userId(), listing.accountId());
        if (!applicant && !manager && !Members.seesAll(context)) {
            throw ProblemException.notFound("application");
        }
        return new Involved(row.application(), listing.listing(context.locale()), applicant, owner, manager);
    }

    /** The same, of which nothing changes until the end of the transaction; the listing is locked before it. */
    public static Involved lock(CallContext context, Transaction transaction, UUID applicationId) {
        ApplicationMapper applications = transaction.mapper(ApplicationMapper.class);
        ListingMapper listings = transaction.mapper(ListingMapper.class);
        ApplicationMapper.Row seen = applications.find(applicationId);
        if (seen == null) {
            throw ProblemException.notFound("application");
        }
        ListingRow listing = listings.findAnyAndLock(seen.listingId());
        return of(context, applications.findAndLock(applicationId), listing);
    }

    /** Refuses who is neither side: staff sees and manages, but binds nobody. */
    public Involved requireSide() {
        if (!isApplicant && !isOwner) {
            throw ProblemException.of(MarketplaceProblem.SIDE_NEEDED);
        }
        return this;
    }

    /** Refuses who is neither a side nor manages the listing. */
    Involved requirePart() {
        if (!isApplicant && !isManager) {
            throw ProblemException.of(CommonProblem.PERMISSION_DENIED, MarketplaceModule.LIST_FOR_TENANT);
        }
        return this;
    }
}
