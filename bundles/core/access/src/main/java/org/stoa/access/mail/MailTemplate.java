package org.stoa.access.mail;

import java.util.Locale;

/** The mails that the platform sends. Their texts are in the resource bundle {@code Mails} beside this class. */
public enum MailTemplate {
    /** Somebody asked to set a new password. */
    PASSWORD_RESET,
    /** An identity was created without a password. Values: {@code tenant}. */
    PASSWORD_SETUP,
    /** An identity shall prove that it receives mail at its address. */
    EMAIL_VERIFICATION,
    /** Somebody was invited into a tenant. Values: {@code tenant}, {@code inviter}. */
    INVITATION,
    /**
     * A tenant has used as much of something as its soft limit says. Without a link. Values: {@code tenant},
     * {@code resource}, {@code used}, {@code soft}, {@code hard}.
     */
    USAGE_WARNING;

    /** Whether the mail has a link with a token that somebody makes for it. */
    boolean hasLink() {
        return this != USAGE_WARNING;
    }

    /** Name in keys of texts and in links, such as {@code password-reset}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
