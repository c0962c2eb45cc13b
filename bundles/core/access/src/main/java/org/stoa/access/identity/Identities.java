package org.stoa.access.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;

/** Finds and creates identities inside the transaction of a caller. */
@Component(service = Identities.class)
public final class Identities {

    private final Passwords passwords;
    private final Clock clock;

    @Activate
    public Identities(@Reference Passwords passwords) {
        this(passwords, Clock.systemUTC());
    }

    public Identities(Passwords passwords, Clock clock) {
        this.passwords = passwords;
        this.clock = clock;
    }

    /** The identity with this e-mail address in a realm; the address may come in any form. */
    public Optional<Identity> find(IdentityMapper mapper, UUID realm, String email) {
        return EmailAddress.tryNormalize(email).map(normalized -> mapper.findByEmail(realm, normalized));
    }

    /**
     * Checks and hashes a password. Takes some 50 ms: call it before the transaction.
     *
     * @param passwordOrNull null for none yet
     * @throws ProblemException 400 {@code invalid-request} for the field {@code email} or {@code password}
     */
    public PreparedPassword prepare(String email, String passwordOrNull) {
        String normalized = EmailAddress.normalize(email);
        if (passwordOrNull == null) {
            return PreparedPassword.none();
        }
        PasswordPolicy.check("password", passwordOrNull, normalized);
        return new PreparedPassword(passwords.hash(passwordOrNull));
    }

    /**
     * Creates an identity, hashing its password while the transaction is open; where many are created,
     * {@link #prepare} the password before and use {@link #createPrepared}.
     *
     * @throws ProblemException 400 {@code invalid-request} for the field {@code email} or {@code password}; 409
     *     {@code conflict} when the address is taken in the realm
     */
    public Identity create(
            Transaction transaction, IdentityMapper mapper, UUID realm, String email, String passwordOrNull) {
        return createPrepared(transaction, mapper, realm, email, prepare(email, passwordOrNull));
    }

    /**
     * Creates an identity with a password that was prepared before.
     *
     * @throws ProblemException 400 {@code invalid-request} for the field {@code email}; 409 {@code conflict} when the
     *     address is taken in the realm
     */
    public Identity createPrepared(
            Transaction transaction, IdentityMapper mapper, UUID realm, String email, PreparedPassword password) {
        return insert(transaction, mapper, realm, email, password, false);
    }

    /** Creates an identity that administers the platform. */
    public Identity createSuperAdmin(
            Transaction transaction, IdentityMapper mapper, String email, PreparedPassword password) {
        return insert(transaction, mapper, Realms.PLATFORM, email, password, true);
    }

    private Identity insert(
            Transaction transaction,
            IdentityMapper mapper,
            UUID realm,
            String email,
            PreparedPassword password,
            boolean superAdmin) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Identity identity = new Identity(
                Ids.next(),
                realm,
                EmailAddress.normalize(email),
                null,
                password.hash(),
                superAdmin,
                IdentityStatus.ACTIVE,
                null,
                now,
                now);
        if (mapper.insert(identity) == 0) {
            throw ProblemException.of(CommonProblem.CONFLICT, "There is an identity with this e-mail address already.")
                    .withField("email", "is taken");
        }
        transaction.audit(AuditEntry.created(
                superAdmin ? "administrator.create" : "identity.create",
                "access.identity",
                identity.id(),
                Map.of("email", identity.email())));
        return identity;
    }
}
