package org.stoa.billing.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of the ledger as the documentation tells them, in cents and plain lists, for one customer and currency: credit
 * goes to unpaid invoices, the oldest payment first, to what is due first; a credit note frees what was paid for it, the
 * latest payment first; a refund takes credit first, then what the payment had settled last.
 */
final class LedgerOracle {
    /** An invoice. */
    static final class Claim {
        final int number;
        final long gross;
        final long due;
        long credited;
        boolean voided;

        Claim(int number, long gross, long due) {
            this.number = number;
            this.gross = gross;
            this.due = due;
        }
    }

    /** A payment. */
    static final class Receipt {
        final long amount;
        long gone;

        Receipt(long amount) {
            this.amount = amount;
        }
    }

    /** That a payment settles so much of an invoice; the list of them tells when. */
    private record Use(Receipt receipt, Claim claim, long amount) {}

    final List<Claim> claims = new ArrayList<>();
    final List<Receipt> receipts = new ArrayList<>();
    private final List<Use> uses = new ArrayList<>();
    private long owed;

    long paid(Claim claim) {
        return uses.stream()
                .filter(use -> use.claim == claim)
                .mapToLong(Use::amount)
                .sum();
    }

    long used(Receipt receipt) {
        return uses.stream()
                .filter(use -> use.receipt == receipt)
                .mapToLong(Use::amount)
                .sum();
    }

    long balance(Claim claim) {
        return claim.voided ? 0 : claim.gross - claim.credited - paid(claim);
    }

    long credit(Receipt receipt) {
        return receipt.amount - receipt.gone - used(receipt);
    }

    /** What the customer owes by all bookings. */
    long owed() {
        return owed;
    }

    String status(Claim claim) {
        if (claim.voided) {
            return "VOID";
        }
        if (balance(claim) == 0) {
            return claim.credited == claim.gross && claim.gross > 0 ? "CREDITED" : "PAID";
        }
        return balance(claim) == claim.gross ? "ISSUED" : "PARTIALLY_PAID";
    }

    void issue(long gross, long due) {
        claims.add(new Claim(claims.size(), gross, due));
        owed += gross;
        spread();
    }

    void pay(long amount, Claim first) {
        Receipt receipt = new Receipt(amount);
        receipts.add(receipt);
        owed -= amount;
        if (first != null) {
            use(receipt, first, Math.min(amount, balance(first)));
        }
        spread();
    }

    void credit(Claim claim, long amount) {
        owed -= amount;
        long toFree = amount - balance(claim);
        Map<Receipt, Long> latest = netUses(claim);
        List<Receipt> order = new ArrayList<>(latest.keySet());
        for (int index = order.size() - 1; index >= 0 && toFree > 0; index--) {
            long part = Math.min(toFree, latest.get(order.get(index)));
            uses.add(new Use(order.get(index), claim, -part));
            toFree -= part;
        }
        claim.credited += amount;
        spread();
    }

    void sendBack(Receipt receipt, long amount) {
        owed += amount;
        long toFree = amount - Math.min(amount, credit(receipt));
        Map<Claim, Long> latest = new LinkedHashMap<>();
        for (Use use : uses) {
            if (use.receipt == receipt) {
                long sum = latest.getOrDefault(use.claim, 0L) + use.amount;
                latest.remove(use.claim);
                latest.put(use.claim, sum);
            }
        }
        List<Claim> order = new ArrayList<>(latest.keySet());
        for (int index = order.size() - 1; index >= 0 && toFree > 0; index--) {
            long part = Math.min(toFree, latest.get(order.get(index)));
            if (part > 0) {
                uses.add(new Use(receipt, order.get(index), -part));
                toFree -= part;
            }
        }
        receipt.gone += amount;
        spread();
    }

    void declareVoid(Claim claim) {
        owed -= claim.gross;
        claim.voided = true;
    }

    private Map<Receipt, Long> netUses(Claim claim) {
        Map<Receipt, Long> latest = new LinkedHashMap<>();
        for (Use use : uses) {
            if (use.claim == claim) {
                long sum = latest.getOrDefault(use.receipt, 0L) + use.amount;
                latest.remove(use.receipt);
                latest.put(use.receipt, sum);
            }
        }
        return latest;
    }

    private void spread() {
        List<Claim> unpaid = claims.stream()
                .filter(claim -> balance(claim) > 0)
                .sorted(Comparator.comparingLong((Claim claim) -> claim.due).thenComparing(claim -> claim.number))
                .toList();
        for (Claim claim : unpaid) {
            for (Receipt receipt : receipts) {
                use(receipt, claim, Math.min(credit(receipt), balance(claim)));
            }
        }
    }

    private void use(Receipt receipt, Claim claim, long amount) {
        if (amount > 0) {
            uses.add(new Use(receipt, claim, amount));
        }
    }
}
