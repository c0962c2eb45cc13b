package org.stoa.metadata.portfolio;

/** What an item of a portfolio shows. */
public enum PortfolioKind {
    IMAGE,
    VIDEO,
    AUDIO,
    DOCUMENT,
    LINK
}
