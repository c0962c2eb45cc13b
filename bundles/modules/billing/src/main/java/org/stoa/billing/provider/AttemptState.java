package org.stoa.billing.provider;

/** Where a payment through a provider stands. */
public enum AttemptState {
    /** The provider was or will be asked; whether it has done anything is not known. */
    UNRESOLVED,
    /** The provider waits for the payer or for a bank. */
    PENDING,
    SUCCEEDED,
    /** The provider says that it has failed; nothing else ends in this. */
    FAILED,
    CANCELED,
    /** Nobody can tell any more what became of it; the account is parked. */
    DOUBTFUL
}
