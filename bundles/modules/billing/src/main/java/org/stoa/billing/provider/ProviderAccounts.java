package org.stoa.billing.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Secrets;
import org.stoa.api.tenant.TenantClock;

/** Keeps by what each provider knows a tenant. The credentials are read by this package alone. */
@Component(service = ProviderAccounts.class)
public final class ProviderAccounts {
    private static final String TABLE = "billing.provider_account";
    private static final int TOKEN_BYTES = 24;

    private final Database database;
    private final TenantClock clock;
    private final Secrets secrets;
    private final Map<String, PaymentProvider> providers = new HashMap<>();
    private final SecureRandom random = new SecureRandom();

    interface Mapper {
        @Select("SELECT provider, api_key, webhook_secret, webhook_token, sealed FROM billing.provider_account")
        List<Row> list();

        @Select(
                """
                SELECT provider, api_key, webhook_secret, webhook_token, sealed
                FROM billing.provider_account WHERE provider = #{provider}""")
        Row find(String provider);

        @Select(
                """
                SELECT provider, api_key, webhook_secret, webhook_token, sealed
                FROM billing.provider_account WHERE provider = #{provider} FOR UPDATE""")
        Row lock(String provider);

        @Insert(
                """
                INSERT INTO billing.provider_account (
                    tenant_id, provider, api_key, webhook_secret, webhook_token, sealed, updated_at)
                VALUES (
                    #{tenantId}, #{provider}, #{credentials.apiKey}, #{credentials.webhookSecret}, #{token}, true, #{now})
                ON CONFLICT (tenant_id, provider) DO UPDATE
                SET api_key = EXCLUDED.api_key, webhook_secret = EXCLUDED.webhook_secret, sealed = true,
                    updated_at = EXCLUDED.updated_at""")
        void put(UUID tenantId, String provider, Credentials credentials, String token, Instant now);

        /** Seals what is there once more, unless somebody has replaced it. */
        @Update(
                """
                UPDATE billing.provider_account
                SET api_key = #{sealed.apiKey}, webhook_secret = #{sealed.webhookSecret}, sealed = true
                WHERE provider = #{before.provider} AND api_key = #{before.apiKey}
                AND webhook_secret = #{before.webhookSecret}""")
        void reseal(@Param("before") Row before, @Param("sealed") Credentials sealed);

        @Delete("DELETE FROM billing.provider_account WHERE provider = #{provider}")
        int delete(String provider);
    }

    /** @param sealed false for what was stated before credentials were sealed */
    record Row(String provider, String apiKey, String webhookSecret, String webhookToken, boolean sealed) {
        @Override
        public String toString() {
            return "account with " + provider;
        }
    }

    /**
     * What a tenant may see of its account.
     *
     * @param configured whether payments can be asked for
     * @param webhookPath where the provider is to send its events; null where it sends none
     */
    public record View(String provider, boolean configured, String webhookPath) {}

    @Activate
    public ProviderAccounts(
            @Reference Database database,
            @Reference TenantClock clock,
            @Reference Secrets secrets,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<PaymentProvider> providers) {
        this.database = database;
        this.clock = clock;
        this.secrets = secrets;
        providers.forEach(provider -> this.providers.put(provider.id(), provider));
    }

    /** @throws ProblemException 400 {@code invalid-request} */
    PaymentProvider provider(String id) {
        PaymentProvider provider = providers.get(id);
        if (provider == null) {
            throw ProblemException.invalid(
                    "provider",
                    "must be one of " + providers.keySet().stream().sorted().toList());
        }
        return provider;
    }

    /** @throws ProblemException 409 {@code provider-not-configured} */
    Credentials credentials(CallContext context, PaymentProvider provider) {
        if (!provider.needsCredentials()) {
            return Credentials.NONE;
        }
        Row row = database.read(context, Mapper.class, mapper -> mapper.find(provider.id()));
        if (row == null) {
            throw ProblemException.of(ProviderProblem.PROVIDER_NOT_CONFIGURED, provider.id());
        }
        return open(context, row);
    }

    /** What is sealed with an older key, or not at all, is sealed with the newest on this occasion. */
    private Credentials open(CallContext context, Row row) {
        if (row.sealed() && secrets.isCurrent(row.apiKey()) && secrets.isCurrent(row.webhookSecret())) {
            return opened(context, row);
        }
        Credentials credentials =
                row.sealed() ? opened(context, row) : new Credentials(row.apiKey(), row.webhookSecret());
        Credentials sealed = sealed(context, row.provider(), credentials);
        database.write(context.withIdempotencyKey(null), Mapper.class, (mapper, transaction) -> {
            mapper.reseal(row, sealed);
            return true;
        });
        return credentials;
    }

    private Credentials opened(CallContext context, Row row) {
        return new Credentials(
                secrets.open(context, purpose(row.provider(), "api-key"), row.apiKey()),
                secrets.open(context, purpose(row.provider(), "webhook-secret"), row.webhookSecret()));
    }

    private Credentials sealed(CallContext context, String provider, Credentials credentials) {
        return new Credentials(
                secrets.seal(context, purpose(provider, "api-key"), credentials.apiKey()),
                secrets.seal(context, purpose(provider, "webhook-secret"), credentials.webhookSecret()));
    }

    private static String purpose(String provider, String what) {
        return "billing." + provider + "." + what;
    }

    /**
     * The credentials behind an address for events.
     *
     * @throws ProblemException 404 {@code not-found} for a token that is not the tenant's: the same as for no tenant
     */
    Credentials byToken(CallContext context, String provider, String token) {
        Row row = database.read(context, Mapper.class, mapper -> mapper.find(provider));
        boolean known = row != null
                && MessageDigest.isEqual(
                        row.webhookToken().getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
        if (!known) {
            throw ProblemException.notFound("tenant");
        }
        return open(context, row);
    }

    List<View> list(CallContext context) {
        List<Row> rows = database.read(context, Mapper.class, Mapper::list);
        return providers.values().stream()
                .map(provider -> view(
                        context,
                        provider,
                        rows.stream()
                                .filter(row -> row.provider().equals(provider.id()))
                                .findFirst()
                                .orElse(null)))
                .sorted(Comparator.comparing(View::provider))
                .toList();
    }

    View put(CallContext context, String providerId, Credentials credentials) {
        PaymentProvider provider = provider(providerId);
        if (!provider.needsCredentials()) {
            throw ProblemException.invalid("provider", "needs no credentials");
        }
        if (credentials.apiKey() == null) {
            throw ProblemException.invalid("apiKey", "must be there");
        }
        if (credentials.webhookSecret() == null) {
            throw ProblemException.invalid("webhookSecret", "must be there");
        }
        Credentials sealed = sealed(context, providerId, credentials);
        Instant now = clock.now(context);
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return database.write(context, Mapper.class, (mapper, transaction) -> {
            Row before = mapper.lock(providerId);
            if (before != null && isOther(context, before, credentials)) {
                forgetPayers(context, transaction, providerId, now);
            }
            mapper.put(
                    context.requireTenant(),
                    providerId,
                    sealed,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(token),
                    now);
            View view = view(context, provider, mapper.find(providerId));
            transaction.audit(AuditEntry.created("provider-account.put", TABLE, context.requireTenant(), view));
            return view;
        });
    }

    /** What cannot be opened any more is taken for the same: it was lost, and is stated again. */
    private boolean isOther(CallContext context, Row before, Credentials credentials) {
        try {
            String known = before.sealed() ? opened(context, before).apiKey() : before.apiKey();
            return !known.equals(credentials.apiKey());
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** With another key it may be another account, which knows nobody of those that the one before knew. */
    private static void forgetPayers(CallContext context, Transaction transaction, String providerId, Instant now) {
        PaymentMethodMapper methods = transaction.mapper(PaymentMethodMapper.class);
        int setups = methods.cancelAllSetups(providerId, now);
        int saved = methods.deleteAll(providerId);
        Forgotten forgotten = new Forgotten(providerId, setups, saved, methods.deletePayers(providerId));
        transaction.audit(
                AuditEntry.removed("provider-account.forget-payers", TABLE, context.requireTenant(), forgotten));
    }

    /** How many setups were canceled, and how many payment methods and payers were forgotten. */
    record Forgotten(String provider, int setups, int methods, int payers) {}

    void delete(CallContext context, String providerId) {
        Instant now = clock.now(context);
        database.write(context, Mapper.class, (mapper, transaction) -> {
            Row row = mapper.lock(providerId);
            if (row == null) {
                throw ProblemException.notFound("account with a provider");
            }
            mapper.delete(providerId);
            forgetPayers(context, transaction, providerId, now);
            View view = view(context, provider(providerId), row);
            transaction.audit(AuditEntry.removed("provider-account.delete", TABLE, context.requireTenant(), view));
            return view;
        });
    }

    private static View view(CallContext context, PaymentProvider provider, Row row) {
        String path = row == null
                ? null
                : "/api/v1/billing/webhooks/" + provider.id() + "/" + context.requireTenant() + "/"
                        + row.webhookToken();
        return new View(provider.id(), row != null || !provider.needsCredentials(), path);
    }
}
