package org.stoa.access.session;

import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.Secrets;
import org.stoa.access.session.SigningKeyMapper.SigningKeyRow;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;

/**
 * The keys that sign access tokens: 256 random bits each, made when the platform first needs one and the same on every
 * node. The newest signs; the others verify what they signed.
 */
@Component(service = SigningKeys.class)
public final class SigningKeys {

    static final int SECRET_BYTES = 32;

    private final PlatformDatabase database;
    private final Clock clock;
    private volatile List<SigningKeyRow> keys;

    @Activate
    public SigningKeys(@Reference PlatformDatabase database) {
        this(database, Clock.systemUTC());
    }

    public SigningKeys(PlatformDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** At least one key, newest first. Read from the database once; a failure to read is not remembered. */
    List<SigningKeyRow> all() {
        List<SigningKeyRow> known = keys;
        if (known == null) {
            known = load();
            keys = known;
        }
        return known;
    }

    private List<SigningKeyRow> load() {
        CallContext context = CallContext.system(null, "access");
        List<SigningKeyRow> stored = database.read(context, SigningKeyMapper.class, SigningKeyMapper::all);
        if (!stored.isEmpty()) {
            return List.copyOf(stored);
        }
        return database.write(context, SigningKeyMapper.class, (mapper, transaction) -> {
            mapper.lock();
            if (mapper.all().isEmpty()) {
                String kid = HexFormat.of().formatHex(Secrets.randomBytes(8));
                mapper.insert(kid, Secrets.randomBytes(SECRET_BYTES), clock.instant());
            }
            return List.copyOf(mapper.all());
        });
    }
}
