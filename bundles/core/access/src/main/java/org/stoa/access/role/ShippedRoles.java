package org.stoa.access.role;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.stoa.api.security.ShippedRole;

/** The ids of the shipped roles: the same in every tenant and on every platform, and none of them a row. */
public final class ShippedRoles {

    private static final long HIGH = 0x0000_0000_0000_7000L;
    private static final long LOW = 0x8000_0000_0000_0000L;

    private ShippedRoles() {}

    /** The id by which a shipped role is addressed. */
    public static UUID id(ShippedRole role) {
        return new UUID(
                HIGH,
                LOW
                        | switch (role) {
                            case SUPER_ADMIN -> 1L;
                            case TENANT_ADMIN -> 2L;
                            case CONTENT_MODERATOR -> 3L;
                            case ACCOUNT_OWNER -> 4L;
                            case USER -> 5L;
                        });
    }

    /** What a shipped role is for, in one sentence. */
    static String description(ShippedRole role) {
        return switch (role) {
            case SUPER_ADMIN -> "Operates the platform and may do everything; given by the platform only";
            case TENANT_ADMIN -> "Administers the tenant: every permission of the tiers tenant, account and user";
            case CONTENT_MODERATOR -> "Looks after what people of the tenant publish";
            case ACCOUNT_OWNER -> "Administers one account: every permission of the tiers account and user in it";
            case USER -> "Works in the tenant, and in the accounts it is a member of";
        };
    }

    /** The shipped role with this id. */
    public static Optional<ShippedRole> find(UUID id) {
        return Arrays.stream(ShippedRole.values())
                .filter(role -> id(role).equals(id))
                .findFirst();
    }

    /** The shipped role with this name, in any case of letters. */
    public static Optional<ShippedRole> find(String name) {
        return Arrays.stream(ShippedRole.values())
                .filter(role -> role.title().equalsIgnoreCase(name))
                .findFirst();
    }
}
