package org.stoa.access.identity;

import java.time.Duration;

/**
 * How many attempts are let through before a pause.
 *
 * @param failures that many failures within the window lead to a pause
 * @param window after which failures are forgotten, counted from the first
 * @param firstPause the pause after the last failure allowed; doubled by every further one
 * @param longestPause the pause does not grow beyond this
 */
record AttemptLimit(int failures, Duration window, Duration firstPause, Duration longestPause) {

    /** Signing in as one e-mail address from one network address. */
    static final AttemptLimit PAIR =
            new AttemptLimit(5, Duration.ofHours(24), Duration.ofSeconds(1), Duration.ofMinutes(15));

    /** Signing in as one e-mail address from everywhere, except where the person signed in before. */
    static final AttemptLimit EMAIL = constant(50, Duration.ofMinutes(15));

    /** Signing in from one network address as anybody. */
    static final AttemptLimit ADDRESS = constant(100, Duration.ofMinutes(15));

    /** Mails asked for to one e-mail address. */
    static final AttemptLimit MAIL_TO = constant(5, Duration.ofHours(1));

    /** Mails asked for from one network address. */
    static final AttemptLimit MAIL_FROM = constant(30, Duration.ofHours(1));

    /** Pauses for as long as the window is. */
    private static AttemptLimit constant(int failures, Duration window) {
        return new AttemptLimit(failures, window, window, window);
    }
}
