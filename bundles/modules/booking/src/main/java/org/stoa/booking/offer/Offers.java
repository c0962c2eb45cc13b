package org.stoa.booking.offer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.booking.service.Service;
import org.stoa.booking.service.ServiceMapper;

/** Reads services and resources for those who book them, in a transaction of the caller's. */
public final class Offers {
    private final ServiceMapper services;
    private final ProviderMapper providers;
    private final String language;

    public Offers(CallContext context, Transaction transaction) {
        services = transaction.mapper(ServiceMapper.class);
        providers = transaction.mapper(ProviderMapper.class);
        language = context.locale().getLanguage();
    }

    /** @throws ProblemException 400 {@code invalid-request} for a service that is not there or not active */
    public Offer active(UUID serviceId) {
        return booked(serviceId)
                .filter(offer -> offer.service().active())
                .orElseThrow(() -> ProblemException.invalid("serviceId", "is not the id of an active service"));
    }

    /** A service of which there is a booking, active or not; nothing for one that was deleted since. */
    public Optional<Offer> booked(UUID serviceId) {
        return Optional.ofNullable(services.find(serviceId))
                .map(ServiceMapper.Row::service)
                .map(this::offer);
    }

    /** @throws ProblemException 400 {@code invalid-request} for a resource that is not there or not active */
    public List<Provider> resources(List<UUID> ids) {
        List<Provider> resources = providers.resources(ids);
        for (int index = 0; index < ids.size(); index++) {
            UUID id = ids.get(index);
            if (resources.stream().noneMatch(resource -> resource.id().equals(id))) {
                throw ProblemException.invalid("resourceIds[" + index + "]", "is not the id of an active resource");
            }
        }
        return resources;
    }

    /** Remembers whose turn it was. */
    public void assigned(UUID serviceId, UUID resourceId, Instant now) {
        providers.assigned(serviceId, resourceId, now);
    }

    private Offer offer(Service service) {
        String name = service.names().getOrDefault(language, service.name());
        return new Offer(service, name, providers.ofService(service.id()));
    }
}
