package org.stoa.billing.customer;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

public interface CustomerMapper {
    String COLUMNS =
            """
            id, name, email, phone, tax_id, street, postal_code, city, country, currency, notes, language, reference,
            payment_days, payment_end_of_month, tax_exemption_category, tax_exemption_reason, debtor_tenant_id,
            user_id, version, created_at, updated_at
            """;

    @Select(
            "SELECT " + COLUMNS
                    + """
            FROM billing.customer
            WHERE (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<CustomerRow> list(@Param("page") PageRequest page);

    @Select("SELECT " + COLUMNS + "FROM billing.customer WHERE id = #{id}")
    CustomerRow find(UUID id);

    /** Keeps the customer from being deleted until the end of the transaction. */
    @Select("SELECT " + COLUMNS + "FROM billing.customer WHERE id = #{id} FOR KEY SHARE")
    CustomerRow findAndKeep(UUID id);

    /** Keeps others from referring to the customer until the end of the transaction. */
    @Select("SELECT " + COLUMNS + "FROM billing.customer WHERE id = #{id} FOR UPDATE")
    CustomerRow findAndLock(UUID id);

    /** Makes everybody else who moves money of the customer wait until the end of the transaction. */
    @Select("SELECT " + COLUMNS + "FROM billing.customer WHERE id = #{id} FOR NO KEY UPDATE")
    CustomerRow findAndLockAccount(UUID id);

    @Select("SELECT EXISTS (SELECT FROM billing.customer WHERE reference = #{reference})")
    boolean isReference(String reference);

    /** The customer that owes the charges of a tenant; null when there is none. */
    @Select("SELECT " + COLUMNS + "FROM billing.customer WHERE debtor_tenant_id = #{debtorTenantId}")
    CustomerRow findDebtor(UUID debtorTenantId);

    /** Lets others who look for the same client wait until the end of the transaction. */
    @Select("SELECT pg_advisory_xact_lock(hashtextextended(#{tenantId}::text || lower(#{client}), 0))::text")
    String lockClient(@Param("tenantId") UUID tenantId, @Param("client") String client);

    @Select("SELECT " + COLUMNS + "FROM billing.customer WHERE user_id = #{userId}")
    CustomerRow findUser(UUID userId);

    /**
     * The oldest customer with this address that is neither a user nor a tenant of the platform.
     *
     * @param owned whether the address is known to be that of who asks; who has only stated it gets no customer with something
     *     that could be charged or used up
     */
    @Select(
            "SELECT " + COLUMNS
                    + """
            FROM billing.customer
            WHERE email_key = lower(#{email}) AND debtor_tenant_id IS NULL AND user_id IS NULL
            AND (#{owned} OR NOT (
                EXISTS (SELECT FROM billing.payment_method m WHERE m.customer_id = customer.id)
                OR EXISTS (
                    SELECT FROM billing.payment p
                    WHERE p.customer_id = customer.id AND p.amount > p.allocated + p.refunded + p.reversed)))
            ORDER BY id LIMIT 1""")
    CustomerRow findByEmail(@Param("email") String email, @Param("owned") boolean owned);

    @Update("UPDATE billing.customer SET user_id = #{userId} WHERE id = #{id} AND user_id IS NULL")
    int linkUser(@Param("id") UUID id, @Param("userId") UUID userId);

    @Select(
            """
            SELECT EXISTS (SELECT FROM billing.invoice WHERE customer_id = #{id})
                OR EXISTS (SELECT FROM billing.payment WHERE customer_id = #{id})
                OR EXISTS (SELECT FROM billing.agreement WHERE customer_id = #{id})
                OR EXISTS (SELECT FROM billing.charge WHERE customer_id = #{id})
                OR EXISTS (SELECT FROM billing.sale WHERE customer_id = #{id})
                OR EXISTS (SELECT FROM billing.parked WHERE customer_id = #{id})""")
    boolean hasBusiness(UUID id);

    @Insert(
            """
            INSERT INTO billing.customer (
                tenant_id, id, name, email, phone, tax_id, street, postal_code, city, country, currency, notes,
                language, reference, payment_days, payment_end_of_month, tax_exemption_category, tax_exemption_reason,
                debtor_tenant_id, version, created_at, updated_at)
            VALUES (
                #{tenantId}, #{customer.id}, #{customer.name}, #{customer.email}, #{customer.phone},
                #{customer.taxId}, #{customer.address.street}, #{customer.address.postalCode},
                #{customer.address.city}, #{customer.address.country}, #{customer.currency}, #{customer.notes},
                #{customer.language}, #{customer.reference}, #{customer.paymentTerms.days},
                #{customer.paymentTerms.endOfMonth}, #{customer.taxExemption.category},
                #{customer.taxExemption.reason}, #{customer.debtorTenantId}, #{customer.version}, #{customer.createdAt}, #{customer.updatedAt})""")
    void insert(UUID tenantId, Customer customer);

    /** Changes nothing and returns 0 when the stored version is not the one before {@code customer}. */
    @Update(
            """
            UPDATE billing.customer
            SET name = #{name}, email = #{email}, phone = #{phone}, tax_id = #{taxId}, street = #{address.street},
                postal_code = #{address.postalCode}, city = #{address.city}, country = #{address.country},
                currency = #{currency}, notes = #{notes}, language = #{language}, reference = #{reference},
                payment_days = #{paymentTerms.days}, payment_end_of_month = #{paymentTerms.endOfMonth},
                tax_exemption_category = #{taxExemption.category}, tax_exemption_reason = #{taxExemption.reason},
                version = #{version}, updated_at = #{updatedAt}
            WHERE id = #{id} AND version = #{version} - 1""")
    int update(Customer customer);

    @Delete("DELETE FROM billing.customer WHERE id = #{id}")
    void delete(UUID id);
}
