package org.stoa.marketplace;

import org.stoa.api.rest.ProblemCode;

/** What may go wrong in the marketplace, besides what may go wrong everywhere. */
public enum MarketplaceProblem implements ProblemCode {
    USER_NEEDED("user-needed", 403, "Only for users", "Only a user of the tenant can do this."),
    SIDE_NEEDED(
            "side-needed",
            403,
            "Only for the two sides",
            "Only who has applied, and who has listed it or lists for its account, can agree on anything."),
    CLIENT_NEEDED(
            "client-needed",
            403,
            "Not for who is paid",
            "That it is done is said by the client, or by staff who is not the one that is paid."),
    TRANSITION_NOT_ALLOWED(
            "transition-not-allowed",
            409,
            "Transition not allowed",
            "What is {0} cannot become {1}. It can become: {2}."),
    LISTING_EXPIRED("listing-expired", 409, "Listing expired", "Set expiresAt to a time to come, or to null, first."),
    LISTING_NOT_OPEN(
            "listing-not-open", 409, "Not open", "Only an active listing takes applications; this one is {0}."),
    LISTING_CHANGED(
            "listing-changed",
            409,
            "Listing changed",
            "The listing was changed since you read it: read it again, and apply with its version, {0}."),
    LISTING_ENDED("listing-ended", 409, "Listing ended", "Nothing can be agreed on any more: the listing is {0}."),
    OWN_LISTING("own-listing", 409, "Own listing", "Nobody can apply to what the same user has listed."),
    ALREADY_APPLIED(
            "already-applied",
            409,
            "Already applied",
            "You have applied to this listing before; your application is {0}."),
    POSITIONS_FILLED("positions-filled", 409, "All positions filled", "All {0} positions of this listing are filled."),
    TERMS_MISSING(
            "terms-missing",
            409,
            "No price",
            "The listing names no price in all. Make an offer instead of accepting directly."),
    APPLICATION_CLOSED("application-closed", 409, "Application closed", "The application is {0}: it is decided."),
    NOT_YOUR_TURN(
            "not-your-turn", 409, "Not your turn", "Your own offer is open. Wait for the other side, or withdraw it."),
    OFFER_NOT_OPEN("offer-not-open", 409, "Offer not open", "Only an open offer can be answered; this one is {0}."),
    OWN_OFFER("own-offer", 409, "Own offer", "An offer is answered by the other side."),
    NOT_OWN_OFFER("not-own-offer", 409, "Offer of the other side", "Only the side that made an offer can withdraw it."),
    ENGAGEMENT_NOT_ACTIVE(
            "engagement-not-active", 409, "Not active", "Only an active engagement can be ended; this one is {0}."),
    ENGAGEMENT_NOT_COMPLETED(
            "engagement-not-completed", 409, "Not completed", "Reviews are written once the engagement is completed."),
    REVIEW_PERIOD_OVER(
            "review-period-over", 409, "Too late", "Reviews can be written until {0} days after the completion."),
    ALREADY_REVIEWED("already-reviewed", 409, "Already reviewed", "You have reviewed this engagement before."),
    TOO_MANY_SAVED_SEARCHES(
            "too-many-saved-searches",
            409,
            "Too many saved searches",
            "You have {0} saved searches, as many as you can."),
    REQUIREMENTS_MISSING(
            "requirements-missing", 409, "No requirements", "The listing requires nothing that profiles could fit.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    MarketplaceProblem(String code, int status, String title, String detail) {
        this.code = code;
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String detail() {
        return detail;
    }
}
