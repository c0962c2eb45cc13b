package org.stoa.metadata.entity;

import java.util.Objects;
import java.util.UUID;
import org.stoa.api.people.PeopleDirectory;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Found;
import org.stoa.metadata.MetadataProblem;

/**
 * Which entities a call is about: all of the tenant, those of one account, or those that one user owns. Others are to it
 * as if they were not there.
 *
 * @param accountId null for any
 * @param ownerId null for any
 */
public record EntityScope(UUID accountId, UUID ownerId) {

    /** All of the tenant. */
    public static final EntityScope TENANT = new EntityScope(null, null);

    /** Permission to give profiles to an account, and to take them from it. */
    private static final String MOVE = "account.profile.write";

    /** Those of one account, or 404 when the tenant has no such account. */
    static EntityScope ofAccount(CallContext context, PeopleDirectory people, UUID accountId) {
        boolean exists = people.find(context, accountId, null).account();
        return new EntityScope(Found.orNotFound(exists ? accountId : null, "account"), null);
    }

    /** Those that the caller owns, or 404 for somebody who is no user of a tenant. */
    static EntityScope ofCaller(CallContext context) {
        return new EntityScope(null, Found.orNotFound(context.caller().userId(), "user"));
    }

    boolean includes(UUID account, UUID owner) {
        return (accountId == null || accountId.equals(account)) && (ownerId == null || ownerId.equals(owner));
    }

    /** Permission to see here what is restricted. */
    private String restricted() {
        if (ownerId != null) {
            return "user.restricted-profile.read";
        }
        return accountId == null ? Entities.RESTRICTED : "account.restricted-profile.read";
    }

    /** Whether the caller sees here what is restricted. */
    public boolean showsRestricted(CallContext context) {
        return context.allows(restricted(), accountId);
    }

    /** Refuses a caller who does not. */
    void requireRestricted(CallContext context) {
        context.require(restricted(), accountId);
    }

    /**
     * A new entity belongs here.
     *
     * @throws ProblemException 400 {@code data-invalid} when it names another account
     */
    EntityFields placed(EntityFields fields) {
        if (accountId == null || accountId.equals(fields.accountId())) {
            return fields;
        }
        if (fields.accountId() != null) {
            throw ProblemException.of(MetadataProblem.DATA_INVALID)
                    .withField("/accountId", "must be that of the path, or left out");
        }
        return fields.inAccount(accountId);
    }

    /**
     * Refuses what reaches beyond this scope: to move an entity to an account in which the caller may not write. An owner
     * does not decide either to whom it belongs, nor of what kind and in which status it is: that is for those who may
     * write in its account, or in the tenant as a whole where it has none.
     *
     * @throws ProblemException 403 {@code permission-denied}
     */
    void requireMay(CallContext context, EntityFields before, EntityFields after) {
        boolean moved = !Objects.equals(before.accountId(), after.accountId());
        if (accountId != null && moved) {
            context.require(MOVE, after.accountId());
        }
        boolean sameKind = before.subtype().equals(after.subtype()) && Objects.equals(before.status(), after.status());
        if (ownerId != null && (moved || !sameKind || !Objects.equals(before.ownerId(), after.ownerId()))) {
            context.require(MOVE, before.accountId());
            context.require(MOVE, after.accountId());
        }
    }
}
