package org.stoa.access.role;

import java.util.function.UnaryOperator;
import org.stoa.access.account.AccountDetails;
import org.stoa.access.account.AccountStatus;

/** Changes of accounts for tests. */
final class AccountsFields {

    private AccountsFields() {}

    static UnaryOperator<AccountDetails> status(AccountStatus status) {
        return details -> new AccountDetails(
                details.identifier(),
                details.name(),
                details.type(),
                status,
                details.businessInfo(),
                details.features(),
                details.limits(),
                details.billingInfo(),
                details.verified());
    }
}
