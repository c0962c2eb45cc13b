package org.stoa.access.invitation;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * An invitation to be sent.
 *
 * @param role name or id of the role
 * @param accountId the account it is offered in, or null for the whole tenant
 * @param expiresInDays null for 7
 */
public record NewInvitation(
        @NotNull @Email @Size(max = 254) String email,
        @NotBlank @Size(max = 100) String role,
        UUID accountId,
        @Min(1) @Max(30) Integer expiresInDays) {}
