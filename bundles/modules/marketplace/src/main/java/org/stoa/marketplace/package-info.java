/** Listings, applications, offers, engagements and reviews. */
package org.stoa.marketplace;
