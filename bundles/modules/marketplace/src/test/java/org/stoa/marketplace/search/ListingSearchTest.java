package org.stoa.marketplace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.marketplace.MarketplaceFixture.another;
import static org.stoa.marketplace.MarketplaceFixture.gig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.marketplace.MarketplaceFixture;
import org.stoa.marketplace.Problems;
import org.stoa.marketplace.listing.Listing;
import org.stoa.marketplace.listing.ListingStatus;
import org.stoa.marketplace.listing.ListingText;
import org.stoa.marketplace.listing.ListingType;
import org.stoa.marketplace.listing.Place;
import org.stoa.marketplace.listing.PriceType;

class ListingSearchTest {
    private static final MarketplaceFixture MARKETPLACE = new MarketplaceFixture();
    private static CallContext owner;
    private static CallContext reader;

    @BeforeAll
    static void list() {
        owner = MARKETPLACE.newTenant();
        reader = another(owner);
        publish("Models for a catalogue", it -> {
            it.type = ListingType.JOB;
            it.price = Money.of("900", "EUR");
            it.location = new Place("AT", "Vienna", null, null, 48.2082, 16.3738, null);
            it.categories = List.of("fashion");
            it.tags = List.of("summer", "catalogue");
            it.translations = List.of(new ListingText("de", "Häuser und Mode", "Für einen Katalog"));
        });
        publish("Dog for a spot", it -> {
            it.price = Money.of("300", "EUR");
            it.location = new Place("SK", "Bratislava", null, null, 48.1486, 17.1077, null);
            it.categories = List.of("animals", "film");
        });
        publish("Modelling lessons", it -> {
            it.type = ListingType.SERVICE;
            it.price = null;
            it.priceType = PriceType.NEGOTIABLE;
            it.remote = true;
            it.categories = List.of("fashion");
        });
        publish("Fiji beach", it -> {
            it.price = Money.of("1200", "USD");
            it.location = new Place("FJ", "Taveuni", null, null, -16.8, 179.97, null);
        });
        MARKETPLACE.services.listings.create(owner, gig("Draft of models").build());
        Listing paused = publish("Paused models", it -> {});
        MARKETPLACE.services.listings.changeStatus(owner, paused.id(), ListingStatus.PAUSED);
        publish("Expired models", it -> it.expiresAt = MARKETPLACE.now().plusSeconds(1));
        MARKETPLACE.clock.advance(Duration.ofSeconds(2));
    }

    @AfterAll
    static void close() {
        MARKETPLACE.close();
    }

    private static Listing publish(String title, Consumer<MarketplaceFixture.Fields> change) {
        MARKETPLACE.clock.advance(Duration.ofSeconds(1));
        return MARKETPLACE.publish(owner, gig(title).with(change));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                                | Fiji beach, Modelling lessons, Dog for a spot, Models for a catalogue",
                "q=model                          | Modelling lessons, Models for a catalogue",
                "q=\"a catalogue\"                | Models for a catalogue",
                "q=model -lessons                 | Models for a catalogue",
                "q=-model                         | Fiji beach, Dog for a spot",
                "q=dog or beach                   | Fiji beach, Dog for a spot",
                "q=Häusern                        | ''",
                "q=the                            | ''",
                "type=JOB,SERVICE                 | Modelling lessons, Models for a catalogue",
                "category=fashion                 | Modelling lessons, Models for a catalogue",
                "tag=summer&country=AT            | Models for a catalogue",
                "remote=true                      | Modelling lessons",
                "currency=EUR&minPrice=300&maxPrice=899.99 | Dog for a spot",
                "currency=EUR&sort=price          | Dog for a spot, Models for a catalogue",
                "currency=EUR&sort=-price         | Models for a catalogue, Dog for a spot",
                "near=48.2,16.4&radius=30km       | Models for a catalogue",
                "near=48.2,16.4&radius=80km&sort=distance | Models for a catalogue, Dog for a spot",
                "near=-16.8,-179.9&radius=50km    | Fiji beach",
                "priceType=NEGOTIABLE             | Modelling lessons",
            })
    void findsWhatIsActive(String query, String titles) {
        assertThat(String.join(", ", titles(search(query == null ? "" : query).items())))
                .isEqualTo(titles == null ? "" : titles);
    }

    @Test
    void pagesNeitherRepeatNorLeaveOutAny() {
        for (String sort : List.of(
                "newest", "featured", "price&currency=EUR", "distance&near=0,0&radius=20000km", "relevance&q=model")) {
            List<String> all = titles(search("sort=" + sort).items());
            List<String> paged = new ArrayList<>();
            String cursor = null;
            do {
                SearchPage page = search("sort=" + sort + "&limit=1" + (cursor == null ? "" : "&cursor=" + cursor));
                paged.addAll(titles(page.items()));
                cursor = page.nextCursor();
            } while (cursor != null);
            assertThat(paged).as(sort).isEqualTo(all).isNotEmpty();
        }
    }

    @Test
    void facetsCountUnderAllConditionsButTheirOwn() {
        Map<String, List<FacetCount>> facets = search(
                        "category=fashion&facets=category,type,country,remote,priceType,tag")
                .facets();

        assertThat(facets.get("category"))
                .containsExactly(new FacetCount("fashion", 2), new FacetCount("animals", 1), new FacetCount("film", 1));
        assertThat(facets.get("type")).containsExactly(new FacetCount("JOB", 1), new FacetCount("SERVICE", 1));
        assertThat(facets.get("country")).containsExactly(new FacetCount("AT", 1));
        assertThat(facets.get("remote")).containsExactly(new FacetCount("false", 1), new FacetCount("true", 1));
    }

    @Test
    void everyParameterThatIsWrongIsNamed() {
        assertThat(Problems.fields(() -> search("colour=red&type=HOUSE&minPrice=1&near=91,0&radius=1mile&sort=size"
                        + "&facets=size&remote=maybe&currency=XXX")))
                .containsExactlyInAnyOrder(
                        "colour", "type", "minPrice", "near", "radius", "sort", "facets", "remote", "currency");
        assertThat(Problems.fields(() -> search("sort=price"))).containsExactly("sort");
        assertThat(Problems.fields(() -> search("cursor=bm9uc2Vuc2U"))).containsExactly("cursor");
        assertThat(Problems.fields(() -> search("q=a\0b"))).containsExactly("q");
    }

    @Test
    void forgedCursorIsRefused() {
        for (String values : List.of(
                "yesterday",
                "'; DROP TABLE x",
                "",
                "2026-03-15T10:00:00Z\nmore",
                "+99999-01-01T00:00:00.000000Z",
                "0000-01-01T00:00:00.000000Z",
                "2026-01-01T00:00:00.000000+18:00",
                "2026-02-30T00:00:00.000000Z")) {
            String cursor = Position.cursor(Sort.NEWEST, values, new UUID(0, 0));
            assertThat(Problems.fields(() -> search("cursor=" + cursor))).containsExactly("cursor");
        }
        for (String values : List.of("1e99", "1e-99", "-1", "NaN")) {
            String cursor = Position.cursor(Sort.RELEVANCE, values, new UUID(0, 0));
            assertThat(Problems.fields(() -> search("q=model&sort=relevance&cursor=" + cursor)))
                    .containsExactly("cursor");
        }
    }

    @Test
    void wordsAreUnderstoodInTheLanguageOfTheCallerToo() {
        CallContext german = new CallContext(
                reader.tenantId(), reader.caller(), reader.permissions(), Locale.GERMANY, reader.request(), null);

        for (String words : List.of("Häusern", "models")) {
            assertThat(titles(MARKETPLACE
                            .services
                            .search
                            .search(german, new QueryParameters(Map.of("q", List.of(words))))
                            .items()))
                    .as(words)
                    .contains("Models for a catalogue");
        }
    }

    @Test
    void distanceIsShown() {
        SearchPage page = search("near=48.2082,16.3738&radius=100km&sort=distance");

        assertThat(page.items().get(0).distanceKm()).isZero();
        assertThat(page.items().get(1).distanceKm()).isBetween(54.0, 56.0);
    }

    @Test
    void anotherTenantFindsNothing() {
        CallContext other = MARKETPLACE.newTenant();

        assertThat(MARKETPLACE
                        .services
                        .search
                        .search(other, new QueryParameters(Map.of("q", List.of("model"))))
                        .items())
                .isEmpty();
    }

    private static SearchPage search(String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            values.put(pair.split("=")[0], List.of(pair.split("=", 2)[1]));
        }
        return MARKETPLACE.services.search.search(reader, new QueryParameters(values));
    }

    private static List<String> titles(List<SearchPage.Found> items) {
        return items.stream().map(found -> found.listing().title()).toList();
    }
}
