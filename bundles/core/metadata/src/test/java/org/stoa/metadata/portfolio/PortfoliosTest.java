package org.stoa.metadata.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.Refusals.assertRefused;
import static org.stoa.metadata.Refusals.refusedAtOnce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.audit.AuditFilter;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.EntityRows;
import org.stoa.metadata.MetadataFixture;

/** Portfolios keep their order and their limit, whoever changes them at the same moment. */
class PortfoliosTest {

    private static MetadataFixture metadata;
    private static Portfolios portfolios;
    private final CallContext tenant = metadata.tenant();
    private final UUID entity = EntityRows.add(metadata.database, tenant, "profile", "model");

    @BeforeAll
    static void start() {
        metadata = new MetadataFixture();
        portfolios = metadata.portfolios;
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    @Test
    void itemsStandInTheOrderInWhichTheyCameUntilItIsChanged() {
        assertThat(portfolios.get(tenant, entity)).isEqualTo(new Portfolio(List.of(), 1));
        PortfolioItem first = add("first");
        PortfolioItem second = add("second");
        PortfolioItem third = add("third");
        Portfolio portfolio = portfolios.get(tenant, entity);
        assertThat(portfolio.items()).containsExactly(first, second, third);

        Portfolio reordered =
                portfolios.reorder(tenant, entity, portfolio.version(), List.of(third.id(), first.id(), second.id()));
        assertThat(reordered.items()).containsExactly(third, first, second);
        assertThat(reordered.version()).isEqualTo(portfolio.version() + 1);
        assertThat(portfolios.get(tenant, entity)).isEqualTo(reordered);

        portfolios.remove(tenant, entity, first.id());
        PortfolioItem fourth = add("fourth");
        assertThat(portfolios.get(tenant, entity).items()).containsExactly(third, second, fourth);
        assertThat(actions())
                .containsExactly(
                        "portfolio-item.create",
                        "portfolio-item.create",
                        "portfolio-item.create",
                        "portfolio.reorder",
                        "portfolio-item.delete",
                        "portfolio-item.create");
    }

    @Test
    void anOrderNamesEveryItemOnce() {
        UUID first = add("first").id();
        UUID second = add("second").id();
        UUID elsewhere = portfolios
                .add(tenant, EntityRows.add(metadata.database, tenant, "profile", "model"), link("elsewhere"))
                .id();
        long version = portfolios.get(tenant, entity).version();
        for (List<UUID> wrong : List.of(
                List.<UUID>of(),
                List.of(first),
                List.of(first, first),
                List.of(first, second, second),
                List.of(first, elsewhere),
                List.of(first, second, Ids.next()))) {
            assertRefused("invalid-request", () -> portfolios.reorder(tenant, entity, version, wrong), "items");
        }
        assertThat(portfolios.get(tenant, entity).version()).isEqualTo(version);
    }

    @Test
    void ofTwoWhoReorderAtOnceOneHasToLookAgain() throws Exception {
        List<UUID> ids =
                IntStream.range(0, 5).mapToObj(i -> add("item " + i).id()).toList();
        List<UUID> reverse = new ArrayList<>(ids);
        Collections.reverse(reverse);
        List<UUID> rotated = new ArrayList<>(ids);
        Collections.rotate(rotated, 1);
        long version = portfolios.get(tenant, entity).version();

        assertThat(refusedAtOnce(
                        () -> portfolios.reorder(tenant, entity, version, reverse),
                        () -> portfolios.reorder(tenant, entity, version, rotated)))
                .containsExactly("precondition-failed");
        assertThat(ids()).isIn(reverse, rotated);
    }

    @Test
    void anOrderMadeBeforeAnItemCameOrChangedIsRefused() {
        PortfolioItem first = add("first");
        long version = portfolios.get(tenant, entity).version();
        portfolios.update(tenant, entity, first.id(), 1, fields -> link("renamed"));
        assertRefused("precondition-failed", () -> portfolios.reorder(tenant, entity, version, List.of(first.id())));
        add("second");
        assertRefused(
                "precondition-failed", () -> portfolios.reorder(tenant, entity, version + 1, List.of(first.id())));
    }

    @Test
    void thereAreNeverMoreThanMayBe() throws Exception {
        IntStream.range(0, Portfolios.MOST - 2).forEach(i -> add("item " + i));
        Runnable more = () -> add("one more");
        assertThat(refusedAtOnce(more, more, more, more)).containsExactly("too-many", "too-many");
        assertThat(ids()).hasSize(Portfolios.MOST);
        portfolios.remove(tenant, entity, ids().get(0));
        add("in its place");
        assertRefused("too-many", () -> add("one more"));
    }

    @Test
    void anItemIsChangedInTheVersionThatWasRead() {
        PortfolioItem item = add("Before");
        PortfolioItem changed = portfolios.update(
                tenant,
                entity,
                item.id(),
                1,
                fields -> new PortfolioItemFields(PortfolioKind.IMAGE, "After", "Lines\nof text", "img_1", null));
        assertThat(portfolios.item(tenant, entity, item.id())).isEqualTo(changed);
        assertThat(changed.version()).isEqualTo(2);
        assertRefused("precondition-failed", () -> portfolios.update(tenant, entity, item.id(), 1, fields -> fields));
        assertRefused("not-found", () -> portfolios.update(tenant, entity, Ids.next(), 1, fields -> fields));
        UUID other = EntityRows.add(metadata.database, tenant, "profile", "model");
        assertRefused("not-found", () -> portfolios.item(tenant, other, item.id()));
        assertRefused("not-found", () -> portfolios.update(tenant, other, item.id(), 2, fields -> fields));
        assertRefused("not-found", () -> portfolios.remove(tenant, other, item.id()));
    }

    @Test
    void everyKindSaysWhatItShows() {
        for (PortfolioKind kind : PortfolioKind.values()) {
            boolean link = kind == PortfolioKind.LINK;
            assertRefused("invalid-request", () -> add(kind, null, null), link ? "url" : "mediaId");
            add(kind, null, "https://example.org/file");
            if (link) {
                assertRefused("invalid-request", () -> add(kind, "m1", null), "url");
                add(kind, "m1", "https://example.org");
            } else {
                add(kind, "m1", null);
                assertRefused("invalid-request", () -> add(kind, "m1", "https://example.org"), "url");
            }
        }
        assertRefused("invalid-request", () -> add(PortfolioKind.IMAGE, null, "http://example.org/a.png"), "url");
    }

    private PortfolioItem add(String title) {
        return portfolios.add(tenant, entity, link(title));
    }

    private void add(PortfolioKind kind, String mediaId, String url) {
        portfolios.add(tenant, entity, new PortfolioItemFields(kind, "Title", null, mediaId, url));
    }

    private static PortfolioItemFields link(String title) {
        return new PortfolioItemFields(PortfolioKind.LINK, title, null, null, "https://example.org");
    }

    private List<UUID> ids() {
        return portfolios.get(tenant, entity).items().stream()
                .map(PortfolioItem::id)
                .toList();
    }

    /** What the audit log has of portfolios, oldest first. */
    private List<String> actions() {
        List<String> actions = new ArrayList<>(
                metadata
                        .databases
                        .auditLog()
                        .search(tenant, AuditFilter.none(), PageRequest.parse(null, null))
                        .items()
                        .stream()
                        .map(AuditRecord::action)
                        .toList());
        Collections.reverse(actions);
        return actions;
    }
}
