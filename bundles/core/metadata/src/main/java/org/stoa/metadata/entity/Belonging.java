package org.stoa.metadata.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.stoa.api.people.PeopleDirectory;
import org.stoa.api.people.PeopleDirectory.Presence;
import org.stoa.api.rest.FieldError;
import org.stoa.api.security.CallContext;

/** Whom an entity belongs to: an account and a user, each or none. */
record Belonging(UUID accountId, UUID ownerId) {

    /** To nobody. */
    static final Belonging NONE = new Belonging(null, null);

    static Belonging of(EntityFields fields) {
        return new Belonging(fields.accountId(), fields.ownerId());
    }

    /**
     * What is wrong with belonging to this from now on. Only what has changed is looked for: an entity outlives its
     * account and its owner, and can be written all the same.
     */
    List<FieldError> errors(CallContext context, PeopleDirectory people, Belonging before) {
        UUID newAccount = Objects.equals(accountId, before.accountId) ? null : accountId;
        UUID newOwner = Objects.equals(ownerId, before.ownerId) ? null : ownerId;
        if (newAccount == null && newOwner == null) {
            return List.of();
        }
        Presence presence = people.find(context, newAccount, newOwner);
        List<FieldError> errors = new ArrayList<>();
        if (!presence.account()) {
            errors.add(new FieldError("/accountId", "must be the id of an account of this tenant"));
        }
        if (!presence.user()) {
            errors.add(new FieldError("/ownerId", "must be the id of a user of this tenant"));
        }
        return errors;
    }
}
