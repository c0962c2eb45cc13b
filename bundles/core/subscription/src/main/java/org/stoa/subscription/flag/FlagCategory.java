package org.stoa.subscription.flag;

/** How settled a feature is; of two that exclude each other, the more settled one wins where nothing else decides. */
public enum FlagCategory {
    CORE,
    BETA,
    EXPERIMENTAL
}
