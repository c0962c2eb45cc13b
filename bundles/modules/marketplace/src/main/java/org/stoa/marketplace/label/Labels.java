package org.stoa.marketplace.label;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.stoa.marketplace.application.ApplicationStatus;
import org.stoa.marketplace.engagement.Engagement;
import org.stoa.marketplace.engagement.OfferStatus;
import org.stoa.marketplace.listing.ListingStatus;
import org.stoa.marketplace.listing.ListingType;
import org.stoa.marketplace.listing.PriceType;
import org.stoa.marketplace.listing.Question;
import org.stoa.marketplace.listing.Requirement;
import org.stoa.marketplace.savedsearch.Frequency;

/** Labels for the values of fields, from a resource bundle; in English where there are none in a language. */
final class Labels {
    private static final List<Class<? extends Enum<?>>> NAMED = List.of(
            ListingType.class,
            ListingStatus.class,
            PriceType.class,
            Requirement.Operator.class,
            Question.Type.class,
            ApplicationStatus.class,
            OfferStatus.class,
            Engagement.Status.class,
            Engagement.AppointmentState.class,
            Engagement.SaleState.class,
            Frequency.class);

    private Labels() {}

    /** By kind, such as {@code listingType}, and value. */
    static Map<String, Map<String, String>> in(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                "org.stoa.marketplace.label.Labels",
                locale,
                Labels.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Map<String, Map<String, String>> labels = new LinkedHashMap<>();
        for (Class<? extends Enum<?>> type : NAMED) {
            Map<String, String> ofType = new LinkedHashMap<>();
            for (Enum<?> value : type.getEnumConstants()) {
                ofType.put(value.name(), bundle.getString(kind(type) + "." + value.name()));
            }
            labels.put(kind(type), ofType);
        }
        return labels;
    }

    private static String kind(Class<?> type) {
        String outer =
                type.getEnclosingClass() == null ? "" : type.getEnclosingClass().getSimpleName();
        String name = outer + type.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
