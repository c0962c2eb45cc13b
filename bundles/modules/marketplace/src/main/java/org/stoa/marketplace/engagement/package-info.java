/** Offers, and what comes of them. */
package org.stoa.marketplace.engagement;
