package org.stoa.api.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A permission by its name {@code tier.resource.action}, such as {@code tenant.billing.read}.
 *
 * <p>A held permission covers a required one of the same resource when its tier is as wide or wider (platform, tenant,
 * account, user) and its action is the same or {@code admin}.
 */
public record PermissionName(Tier tier, String resource, Action action) {

    /** Reach of a permission, from the widest to the narrowest. */
    public enum Tier {
        PLATFORM,
        TENANT,
        ACCOUNT,
        USER
    }

    /** What a permission allows; {@link #ADMIN} includes the other three. */
    public enum Action {
        READ,
        WRITE,
        DELETE,
        ADMIN
    }

    private static final Pattern NAME = Pattern.compile(
            "(platform|tenant|account|user)\\.([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\\.(read|write|delete|admin)");

    /** Longest accepted name, in characters. */
    public static final int MAX_LENGTH = 100;

    /**
     * Reads a name of the form {@code tier.resource.action}.
     *
     * @throws IllegalArgumentException with a message for the caller, when the text is not of that form
     */
    public static PermissionName parse(String text) {
        Matcher matcher = NAME.matcher(text);
        if (text.length() > MAX_LENGTH || !matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + abbreviated(text) + "' is not a permission: use tier.resource.action" + " with tier "
                            + names(Tier.values()) + " and action " + names(Action.values()));
        }
        return new PermissionName(
                Tier.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
                matcher.group(2),
                Action.valueOf(matcher.group(3).toUpperCase(Locale.ROOT)));
    }

    /** Whether holding this permission is enough where {@code required} is asked for. */
    public boolean covers(PermissionName required) {
        return resource.equals(required.resource)
                && tier.compareTo(required.tier) <= 0
                && (action == required.action || action == Action.ADMIN);
    }

    /** Whether denying this permission also denies {@code required}: same resource and action, tier as wide or wider. */
    public boolean denies(PermissionName required) {
        return resource.equals(required.resource) && tier.compareTo(required.tier) <= 0 && action == required.action;
    }

    @Override
    public String toString() {
        return lower(tier) + "." + resource + "." + lower(action);
    }

    private static String names(Enum<?>[] values) {
        return String.join("|", Arrays.stream(values).map(PermissionName::lower).toList());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String abbreviated(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}
