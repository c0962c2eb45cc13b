package org.stoa.billing.document;

import java.util.UUID;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;

/** A row in every table of documents. */
public final class DocumentRows {
    private DocumentRows() {}

    public static void create(Database database, CallContext context, UUID customer) {
        Stationery stationery = new Stationery(database);
        stationery.put(context, Letterhead.plain());
        stationery.put(context, customer, new Delivery("Order 7", null, null, null));
    }
}
