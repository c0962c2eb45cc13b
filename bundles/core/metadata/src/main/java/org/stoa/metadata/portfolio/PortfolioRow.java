package org.stoa.metadata.portfolio;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An item beside the version of its portfolio; a portfolio without items is one row in which all else is null. */
record PortfolioRow(
        long portfolioVersion,
        UUID id,
        UUID entityId,
        PortfolioKind kind,
        String title,
        String description,
        String mediaId,
        String url,
        Long version,
        Instant createdAt,
        Instant updatedAt) {

    static Portfolio portfolio(List<PortfolioRow> rows) {
        if (rows.isEmpty()) {
            return Portfolio.UNTOUCHED;
        }
        List<PortfolioItem> items = rows.stream()
                .filter(row -> row.id() != null)
                .map(PortfolioRow::item)
                .toList();
        return new Portfolio(items, rows.get(0).portfolioVersion());
    }

    PortfolioItem item() {
        return new PortfolioItem(id, entityId, kind, title, description, mediaId, url, version, createdAt, updatedAt);
    }
}
