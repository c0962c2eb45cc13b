package org.stoa.billing.document;

import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;

/** {@code billing.letterhead} and {@code billing.customer_delivery}. */
interface StationeryMapper {

    @Select(
            """
            SELECT color, bank_holder, iban, bic, bank, contact, phone, email, electronic_scheme, electronic_value,
                payment_terms, footer
            FROM billing.letterhead""")
    LetterheadRow letterhead();

    @Insert(
            """
            INSERT INTO billing.letterhead (
                tenant_id, color, bank_holder, iban, bic, bank, contact, phone, email, electronic_scheme,
                electronic_value, payment_terms, footer)
            VALUES (
                #{tenantId}, #{row.color}, #{row.bankHolder}, #{row.iban}, #{row.bic}, #{row.bank}, #{row.contact},
                #{row.phone}, #{row.email}, #{row.electronicScheme}, #{row.electronicValue}, #{row.paymentTerms},
                #{row.footer})
            ON CONFLICT (tenant_id) DO UPDATE
            SET color = EXCLUDED.color, bank_holder = EXCLUDED.bank_holder, iban = EXCLUDED.iban, bic = EXCLUDED.bic,
                bank = EXCLUDED.bank, contact = EXCLUDED.contact, phone = EXCLUDED.phone, email = EXCLUDED.email,
                electronic_scheme = EXCLUDED.electronic_scheme, electronic_value = EXCLUDED.electronic_value,
                payment_terms = EXCLUDED.payment_terms, footer = EXCLUDED.footer""")
    void putLetterhead(UUID tenantId, LetterheadRow row);

    @Select("SELECT EXISTS (SELECT FROM billing.customer WHERE id = #{customerId})")
    boolean hasCustomer(UUID customerId);

    @Select(
            """
            SELECT buyer_reference, contact, email, electronic_scheme, electronic_value
            FROM billing.customer_delivery
            WHERE customer_id = #{customerId}""")
    DeliveryRow delivery(UUID customerId);

    @Insert(
            """
            INSERT INTO billing.customer_delivery (
                tenant_id, customer_id, buyer_reference, contact, email, electronic_scheme, electronic_value)
            VALUES (
                #{tenantId}, #{customerId}, #{row.buyerReference}, #{row.contact}, #{row.email},
                #{row.electronicScheme}, #{row.electronicValue})
            ON CONFLICT (tenant_id, customer_id) DO UPDATE
            SET buyer_reference = EXCLUDED.buyer_reference, contact = EXCLUDED.contact, email = EXCLUDED.email,
                electronic_scheme = EXCLUDED.electronic_scheme, electronic_value = EXCLUDED.electronic_value""")
    void putDelivery(UUID tenantId, UUID customerId, DeliveryRow row);

    /** A row of {@code billing.letterhead}. */
    record LetterheadRow(
            String color,
            String bankHolder,
            String iban,
            String bic,
            String bank,
            String contact,
            String phone,
            String email,
            String electronicScheme,
            String electronicValue,
            String paymentTerms,
            String footer) {

        static LetterheadRow of(Letterhead sheet) {
            BankAccount account = sheet.bank();
            ElectronicAddress electronic = sheet.electronic();
            return new LetterheadRow(
                    sheet.color(),
                    account == null ? null : account.holder(),
                    account == null ? null : account.iban(),
                    account == null ? null : account.bic(),
                    account == null ? null : account.bank(),
                    sheet.contact(),
                    sheet.phone(),
                    sheet.email(),
                    electronic == null ? null : electronic.scheme(),
                    electronic == null ? null : electronic.value(),
                    sheet.paymentTerms(),
                    sheet.footer());
        }

        Letterhead letterhead() {
            return new Letterhead(
                    color,
                    iban == null ? null : new BankAccount(bankHolder, iban, bic, bank),
                    contact,
                    phone,
                    email,
                    electronicScheme == null ? null : new ElectronicAddress(electronicScheme, electronicValue),
                    paymentTerms,
                    footer);
        }
    }

    /** A row of {@code billing.customer_delivery}. */
    record DeliveryRow(
            String buyerReference, String contact, String email, String electronicScheme, String electronicValue) {

        static DeliveryRow of(Delivery delivery) {
            ElectronicAddress electronic = delivery.electronic();
            return new DeliveryRow(
                    delivery.buyerReference(),
                    delivery.contact(),
                    delivery.email(),
                    electronic == null ? null : electronic.scheme(),
                    electronic == null ? null : electronic.value());
        }

        Delivery delivery() {
            return new Delivery(
                    buyerReference,
                    contact,
                    email,
                    electronicScheme == null ? null : new ElectronicAddress(electronicScheme, electronicValue));
        }
    }
}
