package org.stoa.billing.invoice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Addresses under which somebody without an account sees and pays an invoice. Nobody can guess one. */
@Component(service = InvoiceLinks.class)
public final class InvoiceLinks {
    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;

    interface Mapper {
        @Insert(
                """
                INSERT INTO billing.invoice_link (tenant_id, invoice_id, digest, created_at)
                VALUES (#{tenantId}, #{invoiceId}, #{digest}, #{now})""")
        void insert(
                @Param("tenantId") UUID tenantId,
                @Param("invoiceId") UUID invoiceId,
                @Param("digest") byte[] digest,
                @Param("now") Instant now);

        @Select("SELECT invoice_id FROM billing.invoice_link WHERE digest = #{digest}")
        UUID find(@Param("digest") byte[] digest);
    }

    @Activate
    public InvoiceLinks(@Reference Database database) {
        this.database = database;
    }

    /**
     * Makes the address of an invoice, once.
     *
     * @return its path below the address of the platform
     */
    static String create(CallContext context, Transaction transaction, UUID invoiceId, Instant now) {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        UUID tenant = context.requireTenant();
        transaction.mapper(Mapper.class).insert(tenant, invoiceId, digest(token), now);
        return "/api/v1/billing/invoice-links/" + tenant + "/" + token;
    }

    /** @throws ProblemException 404 {@code not-found} for a token that is not the tenant's: the same as for no tenant */
    public UUID find(CallContext context, String token) {
        UUID id = database.read(context, Mapper.class, mapper -> mapper.find(digest(token)));
        if (id == null) {
            throw ProblemException.notFound("tenant");
        }
        return id;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
