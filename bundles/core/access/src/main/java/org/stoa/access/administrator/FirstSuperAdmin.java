package org.stoa.access.administrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.access.DataFolder;
import org.stoa.access.PrivateFiles;
import org.stoa.access.Secrets;
import org.stoa.access.identity.EmailAddress;
import org.stoa.access.identity.Identities;
import org.stoa.access.identity.Identity;
import org.stoa.access.identity.IdentityMapper;
import org.stoa.access.identity.PasswordPolicy;
import org.stoa.access.identity.PreparedPassword;
import org.stoa.access.identity.Realms;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Transaction;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;

/**
 * Makes the first super administrator when the platform has none: with the configured e-mail address and password, or
 * with a generated password that is written to the file {@code first-administrator} for the operator to read, and nowhere
 * else.
 */
@Component(service = FirstSuperAdmin.class, immediate = true, configurationPid = "org.stoa.access")
public final class FirstSuperAdmin {

    /** Settings of the first super administrator; PID {@code org.stoa.access}. */
    public @interface Config {
        /** Folder of what the platform writes beside the database; empty for {@code var} below Karaf. */
        String directory() default "";

        /** E-mail address; empty for {@code admin@stoa.local}. */
        String administrator_email() default "";

        /**
         * Password of 12 to 200 characters; empty for a generated one. Private, by the dot it begins with: other
         * properties are shown to whoever looks at the service.
         */
        String _administrator_password() default "";
    }

    /** Name of the file with the generated password: e-mail address and password, a line each. */
    public static final String FILE = "first-administrator";

    private static final Logger LOG = LoggerFactory.getLogger(FirstSuperAdmin.class);
    private static final String DEFAULT_EMAIL = "admin@stoa.local";
    private static final int RETRY_SECONDS = 5;

    private final PlatformDatabase database;
    private final Identities identities;
    private final Path file;
    private final String email;
    private final String password;
    private final Clock clock;
    private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "stoa-first-administrator");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Future<?> retrying = CompletableFuture.completedFuture(null);

    @Activate
    public FirstSuperAdmin(@Reference PlatformDatabase database, @Reference Identities identities, Config config) {
        this(
                database,
                identities,
                DataFolder.of(config.directory()),
                config.administrator_email(),
                config._administrator_password(),
                Clock.systemUTC());
        if (!attempt()) {
            retrying = retries.scheduleWithFixedDelay(this::retry, RETRY_SECONDS, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /**
     * Prepares without doing anything yet; see {@link #ensure}.
     *
     * @param email empty for the default
     * @param password empty for a generated one
     */
    public FirstSuperAdmin(
            PlatformDatabase database,
            Identities identities,
            Path directory,
            String email,
            String password,
            Clock clock) {
        this.database = database;
        this.identities = identities;
        this.file = directory.resolve(FILE);
        this.email = email.isBlank() ? DEFAULT_EMAIL : email.strip();
        this.password = password;
        this.clock = clock;
    }

    @Deactivate
    void stop() {
        retrying.cancel(true);
        retries.shutdown();
    }

    private void retry() {
        if (attempt()) {
            retries.shutdown();
        }
    }

    /** Whether nothing is left to do, now or by trying again. */
    private boolean attempt() {
        try {
            ensure();
            return true;
        } catch (RuntimeException e) {
            LOG.warn(
                    "The first administrator could not be made yet; trying again in {} s: {}",
                    RETRY_SECONDS,
                    e.getMessage());
            return false;
        }
    }

    /**
     * Makes a super administrator if there is none. Settings that cannot be used are logged, and nobody is made: an
     * operator who asked for one administrator must not get another.
     *
     * @return whether there is a super administrator
     */
    public boolean ensure() {
        CallContext context = CallContext.system(null, "first administrator");
        if (database.read(context, IdentityMapper.class, IdentityMapper::existsSuperAdmin)) {
            return true;
        }
        Optional<String> address = EmailAddress.tryNormalize(email);
        if (address.isEmpty()) {
            LOG.error("No administrator was made: STOA_ADMIN_EMAIL (administrator.email) is not an e-mail address. "
                    + "Correct it and start again.");
            return false;
        }
        boolean generated = password.isEmpty();
        String secret = generated ? generate() : password;
        Optional<String> objection = PasswordPolicy.objection(secret, address.get());
        if (objection.isPresent()) {
            LOG.error(
                    "No administrator was made: STOA_ADMIN_PASSWORD (.administrator.password) {}. "
                            + "Correct it and start again.",
                    objection.get());
            return false;
        }
        PreparedPassword prepared = identities.prepare(address.get(), secret);
        boolean made = database.write(context, IdentityMapper.class, (mapper, transaction) -> {
            mapper.lockSuperAdmins();
            if (mapper.existsSuperAdmin()) {
                return false;
            }
            put(transaction, mapper, address.get(), prepared);
            if (generated) {
                // before the commit: a password that nobody can read must not come into force
                write(address.get(), secret);
            }
            return true;
        });
        if (made) {
            LOG.info(
                    "Made the first administrator {}{}",
                    address.get(),
                    generated ? "; its password is in " + file : "");
        }
        return true;
    }

    private void put(Transaction transaction, IdentityMapper mapper, String address, PreparedPassword prepared) {
        Identity known = mapper.findByEmail(Realms.PLATFORM, address);
        if (known == null) {
            identities.createSuperAdmin(transaction, mapper, address, prepared);
            return;
        }
        Instant now = clock.instant();
        mapper.updateSuperAdmin(known.id(), true, now);
        mapper.updatePassword(known.id(), prepared.hash(), now);
        transaction.audit(AuditEntry.changed(
                "administrator.create",
                "access.identity",
                known.id(),
                Map.of("superAdmin", false),
                Map.of("superAdmin", true)));
    }

    private void write(String address, String secret) {
        try {
            PrivateFiles.write(file, address + "\n" + secret + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the first administrator's password to " + file, e);
        }
    }

    /** 118 random bits in four groups that can be typed. */
    private static String generate() {
        String alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            if (i > 0 && i % 6 == 0) {
                text.append('-');
            }
            text.append(alphabet.charAt(Secrets.randomInt(alphabet.length())));
        }
        return text.toString();
    }
}
