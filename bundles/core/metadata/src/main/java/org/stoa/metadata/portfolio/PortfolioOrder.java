package org.stoa.metadata.portfolio;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * A new order of a portfolio.
 *
 * @param items ids of all of its items, first to last
 */
public record PortfolioOrder(@NotNull @Size(max = Portfolios.MOST) List<@NotNull UUID> items) {}
