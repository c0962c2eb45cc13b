package org.stoa.access.secret;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.Secrets;
import org.stoa.access.secret.SealingKeyMapper.Row;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;

/**
 * The keys that seal secrets. Those of the configuration come first; without any, one is made when it is first needed, and
 * kept in a table that no module can read. The first seals; the others open what they have sealed. Where the configuration
 * names the one that is kept, that is first or among them.
 */
@Component(service = SealingKeys.class, configurationPid = "org.stoa.access")
public final class SealingKeys {

    static final int SECRET_BYTES = 32;

    private static final String STORED = "stored";
    private static final Pattern STATED = Pattern.compile("([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/=]{43,44})");

    private final PlatformDatabase database;
    private final Clock clock;
    private final List<Row> stated;
    /** How many of the stated keys come before those that are kept. */
    private final int place;

    private volatile List<Row> keys;

    /** Keys of the operator; PID {@code org.stoa.access}. */
    public @interface Config {
        /**
         * {@code name:key} with 32 bytes in base64 each, separated by commas, the one that seals first; {@code stored} for
         * the one that is kept in the database; empty for none.
         */
        String _sealing_keys() default "";
    }

    @Activate
    public SealingKeys(@Reference PlatformDatabase database, Config config) {
        this(database, config._sealing_keys(), Clock.systemUTC());
    }

    SealingKeys(PlatformDatabase database, String stated, Clock clock) {
        this.database = database;
        List<String> entries = stated.isBlank()
                ? List.of()
                : Stream.of(stated.split(",")).map(String::strip).toList();
        this.stated = entries.stream()
                .filter(entry -> !entry.equals(STORED))
                .map(SealingKeys::parse)
                .toList();
        int named = entries.indexOf(STORED);
        place = named < 0 ? this.stated.size() : named;
        this.clock = clock;
    }

    /** At least one key, the one that seals first. Read from the database once; a failure to read is not remembered. */
    List<Row> all() {
        List<Row> known = keys;
        return known == null ? reload() : known;
    }

    /** The same, with what other nodes have added since. */
    List<Row> reload() {
        List<Row> all = new ArrayList<>(stated);
        all.addAll(place, stored());
        keys = List.copyOf(all);
        return keys;
    }

    private List<Row> stored() {
        CallContext context = CallContext.system(null, "access");
        List<Row> stored = database.read(context, SealingKeyMapper.class, SealingKeyMapper::all);
        if (!stored.isEmpty() || (!stated.isEmpty() && place > 0)) {
            return stored;
        }
        return database.write(context, SealingKeyMapper.class, (mapper, transaction) -> {
            mapper.lock();
            if (mapper.all().isEmpty()) {
                String kid = HexFormat.of().formatHex(Secrets.randomBytes(8));
                mapper.insert(kid, Secrets.randomBytes(SECRET_BYTES), clock.instant());
            }
            return mapper.all();
        });
    }

    private static Row parse(String key) {
        Matcher parts = STATED.matcher(key);
        byte[] secret = parts.matches() ? Base64.getDecoder().decode(parts.group(2)) : new byte[0];
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "org.stoa.access: .sealing.keys must be name:key with 32 bytes in base64, or stored, separated by commas");
        }
        return new Row(parts.group(1), secret);
    }
}
