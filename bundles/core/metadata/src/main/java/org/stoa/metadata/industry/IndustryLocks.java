package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Component;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.metadata.ChangeGuard;
import org.stoa.metadata.Documents;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.PlatformRows;

/** Keeps what the templates that a tenant has installed have locked. The platform itself may change it: it installs. */
@Component(service = ChangeGuard.class)
public final class IndustryLocks implements ChangeGuard {

    @Override
    public void check(
            CallContext context, Transaction transaction, String kind, String key, Supplier<JsonNode> changed) {
        UUID tenantId = context.requireTenant();
        if (tenantId.equals(PlatformRows.TENANT) || context.caller().kind() == Caller.Kind.SYSTEM) {
            return;
        }
        List<IndustryMapper.LockedItem> owners =
                transaction.mapper(IndustryMapper.class).owners(tenantId, kind, key);
        ItemKey item = new ItemKey(kind, key);
        for (IndustryMapper.LockedItem owner : owners) {
            Locks locks = Locks.of(Documents.parse(owner.customizationRules()));
            if (locks.of(item).isEmpty()) {
                continue;
            }
            List<String> broken = locks.broken(item, Documents.parse(owner.base()), changed.get());
            if (!broken.isEmpty()) {
                refuse(owner.code(), item, broken);
            }
        }
    }

    private static void refuse(String code, ItemKey item, List<String> broken) {
        String places = broken.stream()
                .map(pointer -> pointer.isEmpty() ? "all of the " + item : pointer)
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
        ProblemException problem = ProblemException.of(MetadataProblem.INDUSTRY_LOCKED, code, places);
        broken.forEach(pointer -> problem.withField(pointer, "is kept by the industry " + code));
        throw problem;
    }
}
