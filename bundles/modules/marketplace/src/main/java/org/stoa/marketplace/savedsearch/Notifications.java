package org.stoa.marketplace.savedsearch;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.mail.MailOrdered;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.marketplace.listing.ListingMapper;
import org.stoa.marketplace.listing.ListingRow;
import org.stoa.marketplace.savedsearch.SavedSearchMapper.Hit;
import org.stoa.marketplace.savedsearch.SavedSearchMapper.News;

/** Tells people of what is newly listed and fits a search of theirs: once for each listing, at once or in the morning. */
@Component(service = Notifications.class)
public final class Notifications {
    /** When digests are sent, where the tenant is. */
    static final LocalTime MORNING = LocalTime.of(7, 0);

    private static final int MOST_IN_DIGEST = 50;

    private final Database database;
    private final TenantService tenants;
    private final TenantClock clock;

    @Activate
    public Notifications(@Reference Database database, @Reference TenantService tenants, @Reference TenantClock clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** A listing is active. */
    void listed(CallContext context, UUID listingId) {
        Instant now = clock.now(context);
        Instant morning = clock.today(context)
                .plusDays(1)
                .atTime(MORNING)
                .atZone(clock.zone(context))
                .toInstant();
        ResourceBundle words = words(context);
        database.write(context, SavedSearchMapper.class, (mapper, transaction) -> {
            List<Hit> hits = mapper.match(listingId, now);
            if (!hits.isEmpty()) {
                tell(transaction, hits, listingId, words);
                List<String> later = hits.stream()
                        .filter(hit -> !hit.told())
                        .map(hit -> hit.userId().toString())
                        .toList();
                if (!later.isEmpty()) {
                    // A digest that is being sent would end without what was only just noted for it.
                    mapper.holdDigests(later);
                    mapper.awaitDigests(context.requireTenant(), later, morning)
                            .forEach(user -> transaction.publish(new DigestDue(user), morning));
                }
            }
            return hits.size();
        });
    }

    /** The morning has come. */
    void digest(CallContext context, UUID userId) {
        Instant now = clock.now(context);
        ResourceBundle words = words(context);
        database.write(context, SavedSearchMapper.class, (mapper, transaction) -> {
            // Without the row it was sent before.
            if (mapper.endDigest(userId, now) == 0) {
                return 0;
            }
            List<News> news = mapper.takeNews(userId);
            if (!news.isEmpty()) {
                transaction.publish(MailOrdered.to(
                        userId, String.format(words.getString("digest.subject"), news.size()), text(news, words)));
            }
            return news.size();
        });
    }

    private static void tell(Transaction transaction, List<Hit> hits, UUID listingId, ResourceBundle words) {
        ListingRow listing = transaction.mapper(ListingMapper.class).find(listingId);
        String subject = MailOrdered.line(String.format(words.getString("new.subject"), listing.title()));
        for (Hit hit : hits) {
            if (hit.told()) {
                String text = String.format(words.getString("new.text"), hit.searchName(), listing.title(), listingId);
                transaction.publish(MailOrdered.to(hit.userId(), subject, text));
            }
        }
    }

    private static String text(List<News> news, ResourceBundle words) {
        StringBuilder text = new StringBuilder(words.getString("digest.text")).append("\n\n");
        news.stream().limit(MOST_IN_DIGEST).forEach(each -> text.append(String.format(
                        words.getString("digest.line"), each.title(), each.searchName(), each.listingId()))
                .append('\n'));
        if (news.size() > MOST_IN_DIGEST) {
            text.append(String.format(words.getString("digest.more"), news.size() - MOST_IN_DIGEST));
        }
        return text.toString();
    }

    private ResourceBundle words(CallContext context) {
        String language =
                tenants.get(context, context.requireTenant().toString()).language();
        return ResourceBundle.getBundle(
                "org.stoa.marketplace.savedsearch.Mails",
                Locale.forLanguageTag(language),
                Notifications.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
