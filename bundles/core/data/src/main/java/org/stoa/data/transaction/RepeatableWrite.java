package org.stoa.data.transaction;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.data.idempotency.ResultCodec;
import org.stoa.data.idempotency.SealedResult;

/**
 * A write under an idempotency key. The key is claimed before the work begins, in the same transaction: a second request
 * with the key waits for the first one to end, and then either gets its result or, when it failed, does the work.
 */
final class RepeatableWrite {

    private static final String CLAIM =
            """
            SELECT set_config('lock_timeout', '10s', true);
            INSERT INTO data.idempotency (tenant_id, caller, key_digest, write_number, fingerprint, created_at)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, caller, key_digest, write_number) DO NOTHING;
            SELECT set_config('lock_timeout', '0', true);
            SELECT fingerprint, result FROM data.idempotency
            WHERE tenant_id = ? AND caller = ? AND key_digest = ? AND write_number = ?""";
    private static final String STORE = "UPDATE data.idempotency SET result = ?"
            + " WHERE tenant_id = ? AND caller = ? AND key_digest = ? AND write_number = ?";
    private static final int STORE_PARAMETERS = 5;

    private final SealedResult sealed;
    private final ResultCodec codec;
    private final UUID tenantId;
    private final String caller;
    private final int number;

    RepeatableWrite(CallContext context, UUID tenantId, ResultCodec codec) {
        this.codec = codec;
        this.tenantId = tenantId;
        sealed = new SealedResult(context.idempotencyKey());
        caller = name(context.caller());
        number = context.idempotencyKey().nextWrite();
    }

    /** The result of an earlier request. */
    record Replay(Object result) {}

    /**
     * Claims the key.
     *
     * @return the result to answer with, or null when the work is to be done
     * @throws ProblemException 422 {@code idempotency-key-reused}
     */
    Replay claim(DatabaseSession session, Instant now) throws SQLException {
        try (PreparedStatement statement =
                session.execute(CLAIM, (target, offset) -> bindClaim(target, offset, now), true, false)) {
            statement.getMoreResults();
            boolean claimed = statement.getUpdateCount() == 1;
            if (claimed) {
                return null;
            }
            statement.getMoreResults();
            statement.getMoreResults();
            return replay(statement.getResultSet());
        }
    }

    /** Has the result stored with the commit. */
    void store(Object result, Journal journal) {
        byte[] stored = sealed.seal(codec.encode(result));
        journal.add(STORE, STORE_PARAMETERS, (statement, offset) -> {
            statement.setBytes(offset + 1, stored);
            bindKey(statement, offset + 1);
        });
    }

    private Replay replay(ResultSet row) throws SQLException {
        if (!row.next() || row.getBytes("result") == null) {
            throw ProblemException.of(
                    CommonProblem.CONFLICT, "A request with this Idempotency-Key is being worked on. Try again.");
        }
        if (!row.getString("fingerprint").equals(sealed.fingerprintDigest())) {
            throw ProblemException.of(CommonProblem.IDEMPOTENCY_KEY_REUSED);
        }
        return new Replay(codec.decode(sealed.open(row.getBytes("result"))));
    }

    private void bindClaim(PreparedStatement statement, int offset, Instant now) throws SQLException {
        bindKey(statement, offset);
        statement.setString(offset + 5, sealed.fingerprintDigest());
        statement.setObject(offset + 6, now.atOffset(ZoneOffset.UTC));
        bindKey(statement, offset + 6);
    }

    private void bindKey(PreparedStatement statement, int offset) throws SQLException {
        statement.setObject(offset + 1, tenantId);
        statement.setString(offset + 2, caller);
        statement.setString(offset + 3, sealed.keyDigest());
        statement.setInt(offset + 4, number);
    }

    /** Two callers never share a key; the name tells API keys of one identity apart. */
    private static String name(Caller caller) {
        return caller.kind() + ":" + caller.identityId() + ":"
                + (caller.kind() == Caller.Kind.USER ? "" : caller.name());
    }
}
