package org.stoa.access;

import org.stoa.api.rest.ProblemCode;

/** Failures of this bundle that clients can rely on. */
public enum AccessProblem implements ProblemCode {
    // sign-in
    INVALID_CREDENTIALS("invalid-credentials", 401, "Sign-in refused", "E-mail address, password or tenant is wrong."),
    TOTP_REQUIRED(
            "totp-required",
            401,
            "Second factor needed",
            "Send the code of your authenticator app, or a recovery code, in totp."),
    TOTP_INVALID(
            "totp-invalid",
            401,
            "Second factor refused",
            "The code is wrong, expired or used already. Wait for the next one."),
    TOO_MANY_ATTEMPTS(
            "too-many-attempts", 429, "Too many attempts", "Try again in {0} seconds, or reset the password."),
    SIGN_IN_BUSY(
            "sign-in-busy", 503, "Sign-in busy", "Too many people sign in at this moment. Try again in {0} seconds."),
    TOKEN_INVALID(
            "token-invalid", 401, "Token refused", "This token is not one that the platform accepts. Sign in again."),
    TOKEN_EXPIRED(
            "token-expired", 401, "Token expired", "This token has expired. Use the refresh token, or sign in again."),
    SESSION_REVOKED("session-revoked", 401, "Session ended", "This session was ended. Sign in again."),
    API_KEY_INVALID(
            "api-key-invalid", 401, "API key refused", "There is no such API key, or it was revoked or has expired."),
    TENANT_SUSPENDED("tenant-suspended", 403, "Tenant suspended", "This tenant is suspended. Ask its operator."),
    USER_SUSPENDED(
            "user-suspended",
            403,
            "User suspended",
            "You are not an active user here. Ask an administrator of the tenant."),
    SESSION_REQUIRED(
            "session-required",
            403,
            "Signed-in person needed",
            "Only a person who has signed in may do this, not an API key."),
    PASSWORD_WRONG("password-wrong", 400, "Password wrong", "The present password is not this one."),
    ONE_TIME_TOKEN_INVALID(
            "one-time-token-invalid",
            400,
            "Link no longer valid",
            "This link is unknown, used already or expired. Ask for a new one."),
    TOTP_ALREADY_ENABLED(
            "totp-already-enabled",
            409,
            "Second factor in use",
            "A second factor is in use already. Remove it before you set up another."),
    TOTP_NOT_STARTED("totp-not-started", 409, "No second factor", "There is no second factor to confirm or to remove."),
    API_KEY_NEEDS_USER(
            "api-key-needs-user",
            409,
            "No user here",
            "An API key acts as the user who made it, and you are not a user of this tenant."),

    // people, roles and permissions
    IDENTITY_UNVERIFIED(
            "identity-unverified",
            409,
            "E-mail address not verified",
            "Somebody has signed up with this e-mail address without proving that it is theirs. Invite the person"
                    + " instead: the invitation goes to the address."),
    REGISTRATION_DISABLED(
            "registration-disabled",
            403,
            "Registration is off",
            "This platform does not take registrations. Ask its operator for a tenant."),
    PRIVILEGE_ESCALATION(
            "privilege-escalation",
            403,
            "More than you hold",
            "You cannot give {0}, because you do not hold it yourself in that scope for that long."),
    LAST_ADMINISTRATOR(
            "last-administrator",
            409,
            "Last administrator",
            "This is the last active Tenant Admin. Make somebody else Tenant Admin first."),
    ROLE_IMMUTABLE(
            "role-immutable",
            409,
            "Shipped role",
            "The role {0} comes with the platform and cannot be changed. Make a role of your own instead."),
    ROLE_IN_USE(
            "role-in-use",
            409,
            "Role in use",
            "The role is held by users or offered by open invitations. Take it from them first."),
    TENANT_CYCLE(
            "tenant-cycle",
            409,
            "Tenants in a circle",
            "A tenant cannot be below itself: the parent is one of its own descendants."),
    INVITATION_INVALID(
            "invitation-invalid",
            404,
            "No such invitation",
            "There is no invitation with this token. Copy the whole link of the e-mail."),
    INVITATION_ACCEPTED(
            "invitation-accepted", 410, "Invitation used", "This invitation was accepted already. Sign in."),
    INVITATION_REVOKED(
            "invitation-revoked", 410, "Invitation revoked", "This invitation was revoked. Ask for a new one."),
    INVITATION_EXPIRED(
            "invitation-expired", 410, "Invitation expired", "This invitation has expired. Ask for a new one.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    AccessProblem(String code, int status, String title, String detail) {
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
