package org.stoa.access.account;

/** What kind of party an account stands for. */
public enum AccountType {
    INDIVIDUAL,
    AGENCY,
    VENDOR,
    CLIENT
}
